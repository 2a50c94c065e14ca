package org.preferencecenter.office.entity;

import java.time.Instant;
import java.util.List;

/**
 * Something that waits for somebody of the office: a line of "needs you" on the home page.
 *
 * @param kind  a word of ours for what it is, such as {@code burst}: lines of one kind stand together
 * @param key   key of the sentence that tells it
 * @param with  what the sentence names: numbers, days and names, never an address in clear
 * @param page  where it is dealt with: what follows {@code /office/}, with its query if it needs one
 * @param since since when it waits, or until when it is due; null: not known
 * @param brand id of the brand it belongs to; null: of none, or of several
 */
public record Due(String kind, String key, List<Object> with, String page, Instant since, Integer brand) {

    public Due {
        with = List.copyOf(with);
    }
}
