package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.mail.control.Dns;
import org.preferencecenter.mail.control.Doctor;
import org.preferencecenter.mail.control.DoctorWords;
import org.preferencecenter.mail.control.Signatures;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Finding;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * The command beside the server that examines a message as it was received. It needs no database, no setting and no running
 * server; what only the server knows (its own keys and tokens, the postal address) the API tells.
 */
public final class DoctorCommand {

    private DoctorCommand() {
    }

    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.in, new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err, new Dns(),
                System.getenv().getOrDefault("LANG", "")));
    }

    /** @return 0: nothing fails; 1: something does; 2: it is no message, or not asked rightly */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err, Dns dns, String lang) throws IOException {
        boolean service = Arrays.asList(args).contains("--service");
        List<String> others = Arrays.stream(args).filter(arg -> !arg.equals("--service")).toList();
        if (others.size() > 1 || others.stream().anyMatch(arg -> arg.startsWith("-"))) {
            err.println("Usage: doctor [--service] [ENVELOPE-SENDER] < message.eml");
            return 2;
        }
        RawMessage message;
        try {
            message = RawMessage.of(in.readAllBytes());
        } catch (BadMessage wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
        DoctorWords words = DoctorWords.in(lang.startsWith("fr") ? "fr" : "en");
        List<Finding> findings = Doctor.examine(message, !service, others.stream().findFirst(),
                Signatures.byDns(dns, Clock.systemUTC()), dns);
        findings.forEach(one -> tell(one, words, out));
        Finding.Grade worst = findings.isEmpty() ? Finding.Grade.NOTE : findings.get(0).grade();
        out.println(words.verdict(worst));
        return worst == Finding.Grade.FAIL ? 1 : 0;
    }

    private static void tell(Finding one, DoctorWords words, PrintStream out) {
        out.println(one.grade() + "  " + one.code() + "  [" + one.clause() + "]");
        out.println("      " + words.says(one));
        if (!words.fix(one).isEmpty()) {
            out.println("      -> " + words.fix(one));
        }
    }
}
