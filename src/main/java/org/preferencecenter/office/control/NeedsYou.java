package org.preferencecenter.office.control;

import java.util.List;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.office.entity.Due;

/**
 * What of a subject waits for somebody. Whoever implements it as a bean is asked by the home page: nothing else is needed
 * for a subject to be told there. Asked at each look at the page, so it answers from an index, and with few lines: what are
 * many of a kind is one line with their number.
 */
public interface NeedsYou {

    /** What waits for this officer; nothing that they may not deal with, or only for brands that are not theirs. */
    List<Due> of(Officer officer);
}
