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
    FORGOT("forgot", Group.OPEN, null),
    NEW_PASSWORD("newPassword", Group.OPEN, null),
    /** The organisation's provider: there only where one is set, and answered by servlets, not from files of their own. */
    PROVIDER("provider", Group.OPEN, null),
    SSO("sso", Group.OPEN, null),

    // access: one's own account needs no right
    ME("me", Group.BEHIND, null),
    ACCOUNTS("accounts", Group.RUN, Right.ACCOUNTS),
    ACCOUNT("account", Group.BEHIND, Right.ACCOUNTS),
    AUDIT("audit", Group.PROVE, Right.AUDIT),

    // What is done every day.
    HOME("home", Group.WORK, SEE_NUMBERS),
    RECIPIENTS("recipients", Group.WORK, SEE_PERSON),
    PERSON("person", Group.BEHIND, SEE_PERSON),
    PURPOSES("purposes", Group.WORK, SEE_NUMBERS),
    PURPOSE("purpose", Group.BEHIND, EDIT_CATALOG),
    CHANGE("change", Group.BEHIND, SEE_NUMBERS),
    PURPOSE_HISTORY("purposeHistory", Group.BEHIND, SEE_NUMBERS),
    /** A public page with a draft applied, in a frame: drawn by a servlet, not from a file of its own. */
    PREVIEW("preview", Group.BEHIND, SEE_NUMBERS),
    POINTS("points", Group.WORK, EDIT_BRANDS),
    POINT("point", Group.BEHIND, EDIT_BRANDS),
    STREAMS("streams", Group.WORK, EDIT_BRANDS),
    STREAM("stream", Group.BEHIND, EDIT_BRANDS),
    SUPPRESSIONS("suppressions", Group.WORK, SUPPRESS),
    OPPOSITION_LISTS("oppositionLists", Group.WORK, SUPPRESS),
    BURSTS("bursts", Group.WORK, REVIEW_BURSTS),
    BURST("burst", Group.BEHIND, REVIEW_BURSTS),
    TEXTS("texts", Group.BEHIND, ACT_FOR_PERSON),
    RETURNS("returns", Group.WORK, ACT_FOR_PERSON),
    CHOICES("choices", Group.BEHIND, SEE_PERSON),
    GROUP("group", Group.BEHIND, SEE_PERSON),
    TOLD("told", Group.BEHIND, SEE_PERSON),

    // exchange
    EXCHANGE("exchange", Group.WORK, EXPORT),
    UPLOAD("upload", Group.BEHIND, EXPORT),
    IMPORT_FILE("import", Group.BEHIND, IMPORT),
    EXPORT_FILE("export", Group.BEHIND, EXPORT),
    SCREENING("screening", Group.BEHIND, EXPORT),
    JOB("job", Group.BEHIND, SEE_JOBS),

    // What proves.
    ASK_DECISION("ask", Group.PROVE, ASK),
    RIGHTS("rights", Group.PROVE, ACT_FOR_PERSON),
    RIGHT("right", Group.BEHIND, ACT_FOR_PERSON),
    LOG("log", Group.PROVE, Right.AUDIT),
    RETENTION("retention", Group.PROVE, ANSWER_RIGHTS),
    RETENTION_DUE("retentionDue", Group.BEHIND, ANSWER_RIGHTS),
    RETENTION_RUN("retentionRun", Group.BEHIND, ANSWER_RIGHTS),

    // What keeps the house running.
    BRANDS("brands", Group.RUN, EDIT_BRANDS),
    BRAND("brand", Group.BEHIND, EDIT_BRANDS),
    MAIL_DOMAINS("mailDomains", Group.RUN, EDIT_BRANDS),
    API_KEYS("apiKeys", Group.RUN, KEYS),
    LINK_KEYS("linkKeys", Group.RUN, KEYS),
    JOBS("jobs", Group.RUN, SEE_JOBS),
    HEALTH("health", Group.RUN, SEE_JOBS);

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

    /** Where somebody's work begins: home, or for who sees no figures the first page they may open; else their own account. */
    public static OfficePage start(Officer who) {
        return HOME.opensTo(who) ? HOME : Arrays.stream(values())
                .filter(page -> page.group == Group.WORK && page.opensTo(who)).findFirst().orElse(ME);
    }

    /** What follows {@code /office/}. */
    public String path() {
        return path;
    }

    /** What draws it, below the application. */
    public String view() {
        return "/office/" + path + (this == PREVIEW || isProviders() ? "" : ".xhtml");
    }

    /** Whether it exists only where people sign in at a provider. */
    public boolean isProviders() {
        return this == PROVIDER || this == SSO;
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
