package org.preferencecenter.law.boundary;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.law.control.RuleBookReader;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * The command beside the server that reads an operator's rule files as the server would at its start, says every mistake,
 * or what the files change. It needs no database and no setting.
 */
public final class CheckLaw {

    private CheckLaw() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** @return 0, or 1 after the mistakes on {@code err} */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 1) {
            err.println("Give the folder with the rule files.");
            return 1;
        }
        if (!Files.isDirectory(Path.of(args[0]))) {
            err.println("There is no folder " + args[0] + ": give the folder with the rule files, not a file.");
            return 1;
        }
        try {
            // What the rules say does not depend on the calendars, and their library is the server's.
            RuleBook book = RuleBooks.read(Optional.of(args[0]), Holidays.NONE);
            tell(book, RuleBooks.read(Optional.empty(), Holidays.NONE), out);
            return 0;
        } catch (RuleBookReader.Unreadable e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void tell(RuleBook book, RuleBook shipped, PrintStream out) {
        out.println("The rule book can be used: " + book.rules().size() + " rules, digest " + book.digest() + ".");
        List<Rule> changed = book.rules().stream().filter(rule -> !shipped.rule(rule.id()).equals(Optional.of(rule))).toList();
        for (Rule rule : changed) {
            out.println("  " + rule.id() + (shipped.rule(rule.id()).isPresent() ? " replaces what ships" : " is new")
                    + dates(rule));
        }
        if (changed.isEmpty()) {
            out.println("  No rule differs from what ships.");
        }
    }

    private static String dates(Rule rule) {
        return (rule.validFrom() == null ? "" : ", from " + rule.validFrom())
                + (rule.validTo() == null ? "" : ", until " + rule.validTo());
    }
}
