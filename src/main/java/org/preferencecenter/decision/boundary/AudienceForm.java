package org.preferencecenter.decision.boundary;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.decision.control.DecisionDesk.Judged;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.law.entity.Duty;

/** How an audience is told: a line for everybody, with what is owed to them, which differs with where they live. */
interface AudienceForm {

    String BROKEN = "What is known of the recipients that follow cannot be read or stored now, so nothing is said of them. "
            + "Ask again with the parameter after, the number in this line.";

    byte[] header();

    byte[] lines(List<Judged> told);

    /** The last line where it ends early. @param last the recipient to go on after */
    byte[] broken(long last);

    private static Stream<String> owed(Decision decision) {
        return decision.duties().stream().map(Duty::obligation).distinct().map(Enum::name);
    }

    private static String address(Judged judged) {
        return judged.recipient().flatMap(r -> r.address(judged.answered().question().stream().channel())).orElseThrow();
    }

    /** NDJSON. */
    AudienceForm JSON = new AudienceForm() {
        @Override
        public byte[] header() {
            return new byte[0];
        }

        @Override
        public byte[] lines(List<Judged> told) {
            StringBuilder lines = new StringBuilder(told.size() * 300);
            told.forEach(one -> lines.append(line(one)).append('\n'));
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }

        private String line(Judged judged) {
            Recipient recipient = judged.recipient().orElseThrow();
            Decision decision = judged.answered().decision();
            return Asking.text(json -> {
                json.writeStartObject();
                json.writeNumberField("recipient", recipient.id());
                json.writeStringField("address", address(judged));
                if (recipient.locale() != null) {
                    json.writeStringField("locale", recipient.locale());
                }
                json.writeStringField("decision", decision.id().toString());
                json.writeStringField("verdict", decision.verdict().name());
                if (decision.notBefore() != null) {
                    json.writeStringField("notBefore", decision.notBefore().toString());
                }
                json.writeArrayFieldStart("obligations");
                for (String name : owed(decision).toList()) {
                    json.writeString(name);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        }

        @Override
        public byte[] broken(long last) {
            return (Asking.text(json -> {
                json.writeStartObject();
                json.writeStringField("problem", BROKEN);
                json.writeNumberField("after", last);
                json.writeEndObject();
            }) + "\n").getBytes(StandardCharsets.UTF_8);
        }
    };

    /** CSV, apart by commas (RFC 4180). */
    AudienceForm CSV = new AudienceForm() {
        @Override
        public byte[] header() {
            return text(csv -> csv.writeRecord("recipient", "address", "locale", "decision", "verdict", "notBefore",
                    "obligations", "problem"));
        }

        @Override
        public byte[] lines(List<Judged> told) {
            return text(csv -> told.forEach(one -> {
                Recipient recipient = one.recipient().orElseThrow();
                Decision decision = one.answered().decision();
                csv.writeRecord(Long.toString(recipient.id()), address(one), recipient.locale() == null ? "" : recipient.locale(),
                        decision.id().toString(), decision.verdict().name(),
                        decision.notBefore() == null ? "" : decision.notBefore().toString(),
                        owed(decision).collect(Collectors.joining(" ")), "");
            }));
        }

        @Override
        public byte[] broken(long last) {
            return text(csv -> csv.writeRecord(Long.toString(last), "", "", "", "", "", "", BROKEN));
        }

        private byte[] text(java.util.function.Consumer<CsvWriter> writing) {
            StringWriter text = new StringWriter();
            writing.accept(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    };
}
