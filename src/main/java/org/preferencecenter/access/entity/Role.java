package org.preferencecenter.access.entity;

import static org.preferencecenter.access.entity.Right.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody is in the office, for one brand or for all. Whoever has several roles has the rights of each; nobody
 * publishes or releases what they asked for themselves, whatever their roles (W-15).
 */
public enum Role {

    /** Runs the house: people, keys, brands. Does not act for recipients. */
    ADMINISTRATOR(SEE_NUMBERS, SEE_PERSON, ASK, EDIT_BRANDS, SEE_JOBS, KEYS, ACCOUNTS, AUDIT),
    /** Drafts what is sent and how it is asked for. */
    MARKETING(SEE_NUMBERS, SEE_PERSON, ASK, EDIT_CATALOG, EDIT_BRANDS, IMPORT, EXPORT, SUPPRESS, SEE_JOBS),
    /** Reads the drafts of others and publishes them. */
    PUBLISHER(SEE_NUMBERS, SEE_PERSON, ASK, EDIT_CATALOG, PUBLISH, SEE_JOBS),
    /** The data protection officer (GDPR art. 37 to 39): sees everything, proves, agrees; sends nothing. */
    DPO(SEE_NUMBERS, SEE_PERSON, UNMASK, ACT_FOR_PERSON, ASK, PUBLISH, EXPORT, SUPPRESS, RELEASE, ANSWER_RIGHTS,
            REVIEW_BURSTS, SEE_JOBS, AUDIT),
    /** Answers the telephone. */
    AGENT(SEE_PERSON, UNMASK, ACT_FOR_PERSON, ASK, SUPPRESS),
    /** Looks at figures. */
    VIEWER(SEE_NUMBERS);

    private final Set<Right> rights;

    Role(Right first, Right... others) {
        this.rights = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    public Set<Right> rights() {
        return rights;
    }
}
