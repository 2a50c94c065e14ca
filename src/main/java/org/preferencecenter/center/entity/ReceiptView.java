package org.preferencecenter.center.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Printed;
import org.preferencecenter.proof.entity.Answered;
import org.preferencecenter.proof.entity.Keeper;
import org.preferencecenter.proof.entity.Receipt;

/**
 * A receipt in words: what its page and its PDF say. Times are told in UTC, as the register has them.
 *
 * @param about what it is, and of when
 */
public record ReceiptView(String language, String title, String about, List<Section> sections) {

    /** Ways that say the place, too. */
    private static final Set<String> TELLING = Set.of("form", "desk", "import", "page");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * A part of it.
     *
     * @param text    a sentence or more, or empty
     * @param quoted  the words that were shown; none, or one
     * @param href    where a link below it leads, or empty
     */
    public record Section(String heading, String text, List<Fact> facts, List<Quoted> quoted, String href) {
    }

    /** What is called how. @param code compared sign by sign: a hash, a number */
    public record Fact(String label, String value, boolean code) {
    }

    /** Words exactly as they were shown. @param caption which they are */
    public record Quoted(String caption, String wording, Foreign foreign, String locale) {
    }

    /** As its reader understands it. */
    public static ReceiptView of(Receipt receipt, Words words) {
        return new Drawing(receipt, words).view();
    }

    /** The same on paper. */
    public String printed() {
        Printed paper = Printed.in(language, title, about);
        for (Section section : sections) {
            paper.section(section.heading());
            if (!section.text().isEmpty()) {
                paper.paragraph(section.text());
            }
            for (Fact fact : section.facts()) {
                if (fact.code()) {
                    paper.codeFact(fact.label(), fact.value());
                } else {
                    paper.fact(fact.label(), fact.value());
                }
            }
            for (Quoted quoted : section.quoted()) {
                paper.paragraph(quoted.caption());
                if (!quoted.wording().isEmpty()) {
                    paper.quotation(quoted.wording(), quoted.locale());
                }
            }
            if (!section.href().isEmpty()) {
                paper.code(section.href());
            }
        }
        return paper.xhtml();
    }

    /** Puts it into words. */
    private record Drawing(Receipt receipt, Words words) {

        ReceiptView view() {
            List<Section> sections = new ArrayList<>();
            receipt.answers().forEach(answer -> sections.add(answer(answer)));
            sections.add(keeper());
            sections.add(new Section(words.say("receipt.change"), words.say("receipt.change.text"), List.of(), List.of(),
                    receipt.keeper().pages()));
            sections.add(check());
            return new ReceiptView(words.language(), words.say("receipt.title"), words.say("receipt.about", receipt.keeper().brand(),
                    time(receipt.answers().get(0).at())), sections);
        }

        private Section answer(Answered answer) {
            List<Fact> facts = new ArrayList<>();
            add(facts, "receipt.answer", meaning(answer));
            add(facts, "receipt.when", time(answer.choice().since()));
            if (!answer.choice().since().equals(answer.at())) {
                add(facts, "receipt.recorded", time(answer.at()));
            }
            add(facts, "receipt.how", how(answer));
            add(facts, "receipt.lasts", lasts(answer));
            Frequency frequency = answer.choice().frequency();
            if (frequency != null) {
                add(facts, "receipt.often", new Frequencies(words).label(frequency));
            }
            if (answer.choice().pausedUntil() != null) {
                add(facts, "receipt.paused", time(answer.choice().pausedUntil()));
            }
            answer.basis().ifPresent(basis -> add(facts, "receipt.basis", words.say("receipt.basis." + basis)));
            add(facts, "receipt.data", answer.data().stream().map(this::data).distinct().collect(Collectors.joining(", ")));
            add(facts, "receipt.kept", answer.kept().map(months -> words.say("receipt.months", months)).orElseGet(this::unknown));
            add(facts, "receipt.law", answer.where().isEmpty() ? unknown() : countries(answer.where()));
            String text = answer.terms() ? words.say("receipt.terms") : "";
            return new Section(heading(answer), text, facts, quoted(answer), "");
        }

        private String heading(Answered answer) {
            Channel channel = answer.choice().cell().channel();
            String by = channel == Channel.ANY ? "" : " " + words.say("by." + channel);
            Scope scope = answer.choice().cell().scope();
            if (scope.kind() == Scope.Kind.EVERYTHING) {
                return words.say("receipt.everything");
            }
            if (scope.kind() == Scope.Kind.BRAND) {
                return words.say("receipt.brand", receipt.keeper().brand()) + by;
            }
            List<String> titles = answer.subjects().stream().flatMap(subject -> subject.words().map(Localized::title).stream()).toList();
            return (titles.isEmpty() ? words.say("these.messages") : String.join(" · ", titles)) + by;
        }

        private String meaning(Answered answer) {
            return switch (answer.meaning().kind()) {
                case CONSENT -> words.say("receipt.status." + answer.meaning().status().orElseThrow());
                case OBJECTION -> words.say("receipt.objection");
                case NOTED -> words.say("receipt.noted");
            };
        }

        private String how(Answered answer) {
            Origin origin = answer.origin();
            String way = origin.via().equals("page") ? words.say("asked.page") : words.sayOr("via." + origin.via(), "via.other");
            if (answer.automatic()) {
                way = words.say("receipt.by.auto") + ", " + way;
            } else if (origin.actor() == Origin.Actor.AGENT) {
                way = words.say("receipt.by.AGENT") + ", " + way;
            }
            // A form is told once.
            return answer.point().isEmpty() || TELLING.contains(origin.via()) ? way : way + " (" + words.say("place." + answer.point().get().kind()) + ")";
        }

        private String lasts(Answered answer) {
            if (answer.lasts().isPresent()) {
                return words.say("receipt.lasts.hours", answer.lasts().get().toHours());
            }
            boolean yes = answer.meaning().status().filter(status -> status.valid()).isPresent();
            return yes && answer.kept().isPresent() ? words.say("receipt.lasts.months", answer.kept().get()) : words.say("receipt.lasts.until");
        }

        private List<Quoted> quoted(Answered answer) {
            if (answer.notice().isPresent()) {
                var notice = answer.notice().get();
                return List.of(new Quoted(words.say("receipt.words", notice.version(), words.day(notice.publishedAt(), ZoneOffset.UTC)),
                        notice.wording(), Foreign.of(notice.locale(), words), notice.locale()));
            }
            return answer.needsNotice() ? List.of(new Quoted(words.say("receipt.words.none"), "", Foreign.NOT, words.language())) : List.of();
        }

        private Section keeper() {
            Keeper keeper = receipt.keeper();
            List<Fact> facts = new ArrayList<>();
            add(facts, "receipt.name", keeper.name());
            keeper.register().ifPresent(register -> add(facts, "receipt.register", register));
            add(facts, "receipt.address", keeper.address());
            add(facts, "receipt.contact", keeper.contact());
            keeper.officer().ifPresent(officer -> add(facts, "receipt.officer", officer.name() + ", " + officer.contact()));
            add(facts, "receipt.privacy", keeper.privacy().orElseGet(this::unknown));
            add(facts, "receipt.authority", keeper.authority().orElseGet(this::unknown));
            add(facts, "receipt.places", keeper.places().map(this::countries).orElseGet(this::unknown));
            add(facts, "receipt.others", keeper.others().map(others -> others.isEmpty() ? words.say("receipt.nobody")
                    : String.join(" · ", others)).orElseGet(this::unknown));
            return new Section(words.say("receipt.keeper"), "", facts, List.of(), "");
        }

        private Section check() {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact(words.say("receipt.number"), receipt.id().toString(), true));
            facts.add(new Fact(words.say("receipt.person"), Long.toString(receipt.principal()), true));
            Optional<Receipt.Seal> seal = receipt.seal();
            for (int i = 0; i < receipt.answers().size(); i++) {
                Answered answer = receipt.answers().get(i);
                facts.add(new Fact(words.say("receipt.entry", answer.seq()), answer.hash(), true));
                if (seal.isPresent()) {
                    facts.add(new Fact(words.say("receipt.leaf"), Long.toString(seal.get().places().get(i).index()), true));
                }
            }
            if (seal.isPresent()) {
                facts.add(new Fact(words.say("receipt.seal"), seal.get().checkpoint().strip(), true));
            } else {
                add(facts, "receipt.seal", words.say("receipt.unsealed"));
            }
            return new Section(words.say("receipt.check"), words.say("receipt.check.text"), facts, List.of(), "");
        }

        private void add(List<Fact> facts, String key, String value) {
            facts.add(new Fact(words.say(key), value, false));
        }

        private String unknown() {
            return words.say("receipt.unknown");
        }

        private String data(Channel channel) {
            return words.say("receipt.data." + switch (channel) {
                case SMS, PHONE, AUTOMATED_CALL, MESSAGING -> "TELEPHONE";
                case POST, PUSH -> channel.name();
                case EMAIL, ANY -> "EMAIL";
            });
        }

        private String countries(List<String> codes) {
            Locale locale = Locales.of(words.language());
            return codes.stream().map(code -> new Locale("", code).getDisplayCountry(locale)).collect(Collectors.joining(", "));
        }

        private String time(Instant at) {
            return words.day(at, ZoneOffset.UTC) + ", " + CLOCK.format(at);
        }
    }
}
