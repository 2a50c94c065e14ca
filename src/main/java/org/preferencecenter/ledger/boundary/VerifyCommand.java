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
import java.util.regex.Pattern;

import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofVerdict;

/**
 * Checks a proof file, without server, database or network: {@code java -jar preference-center-verifier.jar FILE [KEY ...]}. Says
 * each thing that was checked and the first that fails. FILE is the proof file, with the evidence in a folder beside it if it was
 * unpacked, or the ZIP they came in. A jar of its own, with nothing of the server.
 */
public final class VerifyCommand {

    private static final int USAGE = 2;
    /** A longer text of the file is cut: nothing in it needs as many. */
    private static final int LONGEST = 600;
    /** What a terminal obeys, what turns the direction of writing round, and what nobody sees. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private VerifyCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, Locale.getDefault(), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** @return 0 if all is proven, 3 if something could not be checked, 1 if something does not hold, 2 if nothing could be read */
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
            out.println(MessageFormat.format(words.getString("unreadable"), plain(args[0])));
            return USAGE;
        }
        for (ProofCheck.Step step : steps) {
            String mark = !step.holds() ? "FAIL" : ProofVerdict.open(step) ? " !  " : " ok ";
            out.println(mark + "  " + MessageFormat.format(words.getString(step.key() + (step.holds() ? "" : ".not")),
                    step.said().stream().map(VerifyCommand::plain).toArray()));
        }
        ProofVerdict verdict = ProofVerdict.of(steps);
        out.println(words.getString(verdict.name().toLowerCase(Locale.ROOT)));
        return verdict.exit();
    }

    /** What stands in a file is told as text in one line, whatever it is. */
    private static String plain(String said) {
        String seen = UNSEEN.matcher(said).replaceAll(unseen -> String.format("<%04X>", unseen.group().codePointAt(0)))
                .replaceAll("\\p{Z}+", " ");
        return seen.length() > LONGEST ? seen.substring(0, LONGEST) + '…' : seen;
    }
}
