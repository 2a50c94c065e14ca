package org.preferencecenter.decision.control;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.decision.entity.Asked;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Reason;

/** Answers as CSV (RFC 4180), in UTF-8: what {@link JsonAnswers} says, lists as words apart by blanks. */
public final class CsvAnswers implements Answers {

    private static final String[] COLUMNS = {"line", "ref", "decision", "verdict", "notBefore", "reasons", "citations",
        "sentence", "obligations", "recipient", "reliedScope", "reliedChannel", "reliedState", "reliedSince", "reliedEntry",
        "ruleBook", "problem", "causes"};

    /** What the answers to one batch have in common. */
    public static final class Form {

        private final char separator;
        private final GroundsText<Told> grounds;

        /**
         * @param separator  between columns
         * @param allReasons false: the deciding one only
         * @param locale     of the deciding reason's sentence, BCP 47; null: without it
         */
        public Form(char separator, boolean allReasons, String locale) {
            this.separator = separator;
            this.grounds = new GroundsText<>(decision -> told(decision, allReasons, locale));
        }

        private static Told told(Decision decision, boolean allReasons, String locale) {
            List<Reason> reasons = GroundsText.told(decision, allReasons);
            return new Told(reasons.stream().map(Reason::rule).collect(Collectors.joining(" ")),
                    reasons.stream().map(Reason::citation).collect(Collectors.joining(" | ")), causes(reasons),
                    locale == null ? "" : Wording.sentence(reasons.get(0), locale),
                    decision.duties().stream().map(duty -> duty.obligation().name()).distinct()
                            .collect(Collectors.joining(" ")));
        }

        /** As many words as there are rules, so that each stands with its own; none where nobody's doing is told. */
        private static String causes(List<Reason> reasons) {
            return reasons.stream().allMatch(reason -> reason.cause() == null) ? "" : reasons.stream()
                    .map(reason -> reason.cause() == null ? "-" : reason.cause().word()).collect(Collectors.joining(" "));
        }

        /** The first line. */
        public byte[] header() {
            StringWriter text = new StringWriter();
            writer(text).writeRecord(COLUMNS);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private CsvWriter writer(StringWriter text) {
            return CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);
        }
    }

    private record Told(String rules, String citations, String causes, String sentence, String obligations) {
    }

    private final Form form;
    private final StringWriter text = new StringWriter();
    private final CsvWriter csv;

    public CsvAnswers(Form form) {
        this.form = form;
        this.csv = form.writer(text);
    }

    @Override
    public void decided(Asked asked, Decision decision) {
        Told told = form.grounds.of(decision);
        Choice relied = decision.relied().orElse(null);
        csv.writeRecord(Long.toString(asked.line()), ref(asked), decision.id().toString(), decision.verdict().name(),
                text(decision.notBefore()), told.rules(), told.citations(), told.sentence(), told.obligations(),
                decision.recipient() == 0 ? "" : Long.toString(decision.recipient()),
                relied == null ? "" : relied.cell().scope().toString(), relied == null ? "" : relied.cell().channel().name(),
                relied == null ? "" : relied.state().name(), relied == null ? "" : relied.since().toString(),
                relied == null ? "" : Integer.toString(relied.seq()), decision.ruleBook(), "", told.causes());
    }

    @Override
    public void wrong(Asked asked) {
        csv.writeRecord(Long.toString(asked.line()), ref(asked), "", "", "", "", "", "", "", "", "", "", "", "", "", "",
                asked.problem(), "");
    }

    private static String ref(Asked asked) {
        return text(asked.ref());
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
