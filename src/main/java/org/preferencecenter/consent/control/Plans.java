package org.preferencecenter.consent.control;

/**
 * What a bulk look-up needs of its session, for its own transaction alone: it reads thousands of rows of tables that may
 * hold a hundred million, so it goes by index and row by row, whatever the statistics say. Without this a plan made while
 * a table was empty is kept and scans it when it has grown, and one made for many rows hashes the whole table.
 */
final class Plans {

    /**
     * Stands before the look-up, in the same round trip: without a transaction around them, statements sent together are
     * one of their own, and what is set here ends with it.
     */
    static final String BY_INDEX = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('jit', 'off', true);
            """;

    /** The same for reading on by key: in the order of an index, never sorting what lies behind. */
    static final String IN_ORDER = """
            select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),
                   set_config('enable_hashagg', 'off', true);
            """ + BY_INDEX;

    private Plans() {
    }
}
