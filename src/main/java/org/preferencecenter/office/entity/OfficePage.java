package org.preferencecenter.office.entity;

import static org.preferencecenter.access.entity.Right.*;

import java.util.Arrays;
import java.util.Optional;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;

/**
 * Every page of the office, in the order of the menu: the name of its file and address, what it takes to open it, and
 * where it stands. What is not here does not exist.
 */
public enum OfficePage {

    // Open to whoever comes, and to whoever is signed in.
    SIGN_IN("signIn", Group.OPEN, null),
    SORRY("sorry", Group.OPEN, null),

    // numbers
    HOME("home", Group.WORK, SEE_NUMBERS),

    // exchange
    EXCHANGE("exchange", Group.WORK, EXPORT),
    UPLOAD("upload", Group.BEHIND, EXPORT),
    IMPORT_FILE("import", Group.BEHIND, IMPORT),
    EXPORT_FILE("export", Group.BEHIND, EXPORT),
    SCREENING("screening", Group.BEHIND, EXPORT),
    JOB("job", Group.BEHIND, SEE_JOBS),
    JOBS("jobs", Group.RUN, SEE_JOBS);

    /** Where a page stands in the menu. */
    public enum Group {
        /** In no menu, for everybody. */
        OPEN,
        /** In no menu, for those who are signed in and have the right: reached from other pages. */
        BEHIND,
        WORK,
        PROVE,
        RUN
    }

    private final String path;
    private final Group group;
    private final Right right;

    OfficePage(String path, Group group, Right right) {
        this.path = path;
        this.group = group;
        this.right = right;
    }

    /** @param path what follows {@code /office/} */
    public static Optional<OfficePage> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path.equals(path)).findFirst();
    }

    /** What follows {@code /office/}. */
    public String path() {
        return path;
    }

    public Group group() {
        return group;
    }

    /** Null: none is needed. */
    public Right right() {
        return right;
    }

    /** @param who null: nobody is signed in */
    public boolean opensTo(Officer who) {
        return group == Group.OPEN || who != null && !who.mustChange() && (right == null || who.may(right));
    }
}
