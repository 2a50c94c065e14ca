package org.preferencecenter.consent.entity;

import java.util.regex.Pattern;

/** The name of a file that somebody sends: what is left of it that can do no harm, wherever it is shown or stored. */
public final class FileName {

    /** The longest name that is kept, in characters, its ending included. */
    public static final int LONGEST = 80;

    /** What ends a folder; before it, whatever a browser or program tells of the sender's computer. */
    private static final Pattern FOLDERS = Pattern.compile("(?s).*[/\\\\:]");
    /** Control characters, marks that turn writing round, what no system has in a name, and what has no shape. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}<>\"|?*%;=`$&]");
    private static final Pattern ENDS = Pattern.compile("^[. ]+|[. ]+$");
    private static final Pattern ENDING = Pattern.compile("\\.[^.]*$");

    private FileName() {
    }

    /**
     * A name without folders, controls, dots at its beginning, and with the ending its content has.
     *
     * @param sent   as it came; null: none came
     * @param ending without the dot
     */
    public static String of(String sent, String ending) {
        String name = FOLDERS.matcher(sent == null ? "" : sent).replaceFirst("");
        name = ENDING.matcher(HARMFUL.matcher(name).replaceAll("")).replaceFirst("");
        name = ENDS.matcher(name.replaceAll(" +", " ")).replaceAll("");
        int most = LONGEST - ending.length() - 1;
        if (name.codePointCount(0, name.length()) > most) {
            name = ENDS.matcher(name.substring(0, name.offsetByCodePoints(0, most))).replaceAll("");
        }
        return (name.isEmpty() ? "file" : name) + "." + ending;
    }
}
