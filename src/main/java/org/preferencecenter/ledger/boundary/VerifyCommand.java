package org.preferencecenter.ledger.boundary;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

import org.preferencecenter.ledger.entity.ProofCheck;

/**
 * Checks a proof file, without server, database or network: {@code java -jar preference-center-verifier.jar FILE [KEY ...]}. Says
 * each thing that was checked and the first that fails. FILE is the proof file, with the evidence in a folder beside it if it was
 * unpacked, or the ZIP they came in. A jar of its own, with nothing of the server.
 */
public final class VerifyCommand {

    private static final int USAGE = 2;
    private static final Set<String> NOT_CHECKED = Set.of("untrusted", "unsealed", "unattached", "notices.unsigned", "scripts.unsigned",
            "notices.untold");

    private VerifyCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, Locale.getDefault(), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** @return 0 if all holds, 1 if something does not, 2 if nothing could be checked */
    static int run(String[] args, Locale locale, PrintStream out) {
        ResourceBundle words = ResourceBundle.getBundle("messages.verifier",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        if (args.length < 1) {
            out.println(words.getString("usage"));
            return USAGE;
        }
        List<ProofCheck.Step> steps;
        try (ProofParcel parcel = ProofParcel.open(Path.of(args[0]))) {
            steps = ProofCheck.of(parcel.proof(), args.length > 1
                    ? Optional.of(String.join(" ", Arrays.asList(args).subList(1, args.length))) : Optional.empty(), parcel);
        } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
            out.println(MessageFormat.format(words.getString("unreadable"), args[0]));
            return USAGE;
        }
        for (ProofCheck.Step step : steps) {
            String mark = NOT_CHECKED.contains(step.key()) ? " !  " : step.holds() ? " ok " : "FAIL";
            out.println(mark + "  " + MessageFormat.format(words.getString(step.key() + (step.holds() ? "" : ".not")), step.said().toArray()));
        }
        boolean all = steps.get(steps.size() - 1).holds();
        out.println(words.getString(all ? "all" : "not"));
        return all ? 0 : 1;
    }
}
