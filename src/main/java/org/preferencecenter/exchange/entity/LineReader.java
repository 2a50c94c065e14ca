package org.preferencecenter.exchange.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Given;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

/**
 * Reads lines of a file as an order says. What cannot be read makes the whole line bad, with the reason: half a line would be
 * a guess. A yes without what proves it is left out and told (S-11, S-36); a no needs no proof (W-08).
 */
public final class LineReader {

    private static final int LONGEST = 500;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}<>\",;]{1,64}@[^@\\s\\p{Cntrl}<>\",;]+\\.[^@\\s\\p{Cntrl}<>\",;.]{2,63}");
    private static final Pattern DEFUSED = Pattern.compile("'[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private final ImportOrder order;
    private final Profile profile;
    private final int brand;
    private final Proof proof;
    private final Predicate<String> role;
    private final Instant now;

    /**
     * What stands behind the answers in a file, as far as the catalogue knows it.
     *
     * @param active  an empty box was ticked there, or the like (S-08)
     * @param place   code of the collection point, or null
     * @param script  id of the words read aloud there, or 0
     * @param since   a yes of before that day is not proven: those words were not published yet
     * @param purpose whose a scope is; 0: nobody's
     */
    public record Proof(boolean active, String place, int script, Instant since, Function<Scope, Integer> purpose) {

        /** Of a place where people read and nobody reads to them. */
        public Proof(boolean active, String place, Function<Scope, Integer> purpose) {
            this(active, place, 0, Instant.MIN, purpose);
        }
    }

    /** @param role whether an address is a desk's rather than a person's (S-14) */
    public LineReader(ImportOrder order, Profile profile, int brand, Proof proof, Predicate<String> role, Instant now) {
        this.order = order;
        this.profile = profile;
        this.brand = brand;
        this.proof = proof;
        this.role = role;
        this.now = now;
    }

    /** A line that cannot be taken, and why. */
    private static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Remark why;

        Bad(Remark why) {
            super(why.name(), null, false, false);
            this.why = why;
        }
    }

    public LineReading read(List<String> fields) {
        try {
            return line(fields);
        } catch (Bad bad) {
            return LineReading.bad(bad.why);
        }
    }

    private LineReading line(List<String> fields) {
        Map<Target.Kind, String> cells = new HashMap<>();
        Map<Cell, String> answers = new HashMap<>(4);
        for (int i = 0; i < Math.min(fields.size(), order.columns().size()); i++) {
            Target target = order.columns().get(i);
            String text = cell(fields.get(i));
            if (text.isEmpty() || target.kind() == Target.Kind.IGNORE) {
                continue;
            }
            if (text.length() > LONGEST) {
                throw new Bad(Remark.TOO_LONG);
            }
            if (target.cell() != null) {
                answers.put(target.cell(), text);
            } else {
                cells.merge(target.kind(), text, (a, b) -> target.kind() == Target.Kind.POST ? a + ", " + b
                        : target.kind() == Target.Kind.NAME ? a + " " + b : b);
            }
        }
        Set<Remark> remarks = EnumSet.noneOf(Remark.class);
        String country = cells.containsKey(Target.Kind.COUNTRY) ? Countries.code(cells.get(Target.Kind.COUNTRY))
                .orElseThrow(() -> new Bad(Remark.COUNTRY_NOT_READ)) : order.country();
        List<Address> addresses = addresses(cells, country);
        Instant given = past(cells.get(Target.Kind.GIVEN_AT));
        Status status = status(cells);
        Instant at = given != null ? given : order.day() == null ? null : order.day().atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Given> said = said(cells, answers, status, at, remarks);
        SuppressionReason suppress = addresses.get(0).channel() == Channel.EMAIL ? status.suppresses() : null;
        Intake.Person person = person(cells, country, addresses.get(0), at);
        return new LineReading(new Intake(addresses, person, said, suppress, at), remarks);
    }

    /** What a spreadsheet was kept from taking for a formula is what it was. */
    private static String cell(String text) {
        String cell = text.strip();
        return DEFUSED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    private List<Address> addresses(Map<Target.Kind, String> cells, String country) {
        List<Address> addresses = new ArrayList<>(3);
        String email = cells.get(Target.Kind.EMAIL);
        if (email != null) {
            if (!EMAIL.matcher(email).matches() || !AddressForm.possible(email)) {
                throw new Bad(Remark.NOT_AN_EMAIL);
            }
            addresses.add(new Address(Channel.EMAIL, email));
        }
        String mobile = number(cells.get(Target.Kind.MOBILE), country);
        String phone = number(cells.get(Target.Kind.PHONE), country);
        if (mobile != null) {
            addresses.add(new Address(Channel.SMS, mobile));
        }
        if (phone != null || mobile != null) {
            addresses.add(new Address(Channel.PHONE, phone != null ? phone : mobile));
        }
        String post = cells.get(Target.Kind.POST);
        if (post != null) {
            addresses.add(new Address(Channel.POST, post));
        }
        if (addresses.isEmpty()) {
            throw new Bad(Remark.NO_ADDRESS);
        }
        return addresses;
    }

    private static String number(String text, String country) {
        if (text == null) {
            return null;
        }
        return TelephoneNumber.e164(text, country).orElseThrow(() -> new Bad(Remark.NOT_A_NUMBER));
    }

    private Instant past(String text) {
        if (text == null) {
            return null;
        }
        Instant at = Days.instant(text, order.file().monthFirst()).orElseThrow(() -> new Bad(Remark.DATE_NOT_READ));
        if (at.isAfter(now)) {
            throw new Bad(Remark.DATE_IN_FUTURE);
        }
        return at;
    }

    private Status status(Map<Target.Kind, String> cells) {
        String word = cells.get(Target.Kind.STATUS);
        Status everybody = order.everybody() == null ? Status.NOTHING : order.everybody();
        return word == null ? everybody : profile.status(word).orElseThrow(() -> new Bad(Remark.STATUS_NOT_READ));
    }

    private List<Given> said(Map<Target.Kind, String> line, Map<Cell, String> answers, Status status, Instant at,
            Set<Remark> remarks) {
        List<Given> said = new ArrayList<>(answers.size() + 1);
        Optional<Instant> stopped = stopped(line.get(Target.Kind.STOPPED));
        if (stopped.isPresent() || status == Status.STOPPED) {
            Instant since = stopped.filter(when -> !when.equals(Instant.MAX)).orElse(null);
            List<Cell> cells = profile.apart() && !order.about().isEmpty() ? order.about()
                    : List.of(new Cell(Scope.brand(brand), Channel.EMAIL));
            cells.forEach(cell -> said.add(new Given(cell, false, since, 0)));
        }
        for (Map.Entry<Cell, String> answer : answers.entrySet()) {
            boolean yes = profile.answer(answer.getValue()).orElseThrow(() -> new Bad(Remark.ANSWER_NOT_READ));
            if (yes) {
                yes(said, answer.getKey(), at, remarks);
            } else {
                said.add(new Given(answer.getKey(), false, at, 0));
            }
        }
        if (status == Status.YES && stopped.isEmpty()) {
            order.about().forEach(cell -> yes(said, cell, at, remarks));
        }
        return said;
    }

    /** Since when it is stopped; the end of time if the line does not say when; nothing if it is not. */
    private Optional<Instant> stopped(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Boolean> word = profile.answer(text);
        return word.isPresent() ? word.filter(stop -> stop).map(stop -> Instant.MAX) : Optional.of(past(text));
    }

    private void yes(List<Given> said, Cell cell, Instant at, Set<Remark> remarks) {
        int notice = order.notices().getOrDefault(proof.purpose().apply(cell.scope()), 0);
        if (order.basis() == LegalBasis.CONSENT && proof.active() && order.point() != 0 && notice != 0 && at != null
                && !at.isBefore(proof.since())) {
            said.add(new Given(cell, true, at, notice));
        } else {
            remarks.add(Remark.UNPROVEN);
        }
    }

    /** Id of the words that were read aloud where the yes was given, or 0. */
    public int script() {
        return proof.script();
    }

    private Intake.Person person(Map<Target.Kind, String> cells, String country, Address first, Instant at) {
        Map<String, String> facts = new HashMap<>();
        put(facts, Intake.NAME, cells.get(Target.Kind.NAME));
        put(facts, Intake.EXTERNAL_ID, cells.get(Target.Kind.EXTERNAL_ID));
        put(facts, Facts.SOURCE, cells.get(Target.Kind.SOURCE));
        put(facts, Fact.FUNCTION.key(), cells.get(Target.Kind.FUNCTION));
        put(facts, Fact.CUSTOMER_SINCE.key(), day(cells.get(Target.Kind.CUSTOMER_SINCE)));
        put(facts, Fact.LAST_PURCHASE.key(), day(cells.get(Target.Kind.LAST_PURCHASE)));
        put(facts, Fact.LAST_ACTION.key(), day(cells.get(Target.Kind.LAST_ACTION)));
        if (order.basis() != null && proof.place() != null && at != null) {
            String told = LocalDate.ofInstant(at, ZoneOffset.UTC) + ", " + proof.place();
            facts.put(Fact.INFORMED.key(), told);
            if (order.basis() == LegalBasis.SOFT_OPT_IN) {
                facts.put(Fact.REFUSAL_OFFERED.key(), told);
            }
        }
        String word = cells.get(Target.Kind.AUDIENCE);
        Audience audience = word != null ? Audiences.of(word).orElseThrow(() -> new Bad(Remark.AUDIENCE_NOT_READ))
                : first.channel() == Channel.EMAIL && role.test(first.value()) ? Audience.ORGANISATION : order.audience();
        return new Intake.Person(audience, "import", country, Countries.locale(cells.get(Target.Kind.LOCALE)), facts);
    }

    private String day(String text) {
        return text == null ? null : Days.day(text, order.file().monthFirst())
                .orElseThrow(() -> new Bad(Remark.DATE_NOT_READ)).toString();
    }

    private static void put(Map<String, String> facts, String key, String value) {
        if (value != null) {
            facts.put(key, value);
        }
    }
}
