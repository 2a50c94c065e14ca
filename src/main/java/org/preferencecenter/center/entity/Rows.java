package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Box;
import org.preferencecenter.center.entity.PageView.Group;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Draws the rows of the page, topics × channels with a frequency each (S-27, W-07), and adds up what they bring. */
final class Rows {

    /** Channels used so seldom that nobody is asked how often. */
    private static final Set<Channel> RARE = Set.of(Channel.POST, Channel.PHONE, Channel.AUTOMATED_CALL);

    private final Words words;
    private final Known known;
    private final ChoiceForm typed;
    private final Rates rates;
    private final Set<Channel> missing = new TreeSet<>();
    private double monthly;
    private boolean anything;
    private boolean countable = true;

    Rows(Words words, Known known, ChoiceForm typed) {
        this.words = words;
        this.known = known;
        this.typed = typed;
        this.rates = new Rates(known);
    }

    /** A row being drawn: what it is about, and what its boxes told so far. */
    private final class Drawn {

        final List<Scope> scopes;
        final List<Box> boxes = new ArrayList<>();
        final List<String> waiting = new ArrayList<>();
        final Map<Channel, Double> comes = new LinkedHashMap<>();
        final Map<Channel, Choice> yes = new LinkedHashMap<>();
        OptionalDouble every = OptionalDouble.empty();
        Frequency often;
        Frequency silent = Frequency.EVERY_MESSAGE;

        Drawn(List<Scope> scopes) {
            this.scopes = scopes;
        }

        void channel(Purpose purpose, Channel channel, Reasons reasons) {
            Cell cell = new Cell(scopes.get(0), channel);
            Standing standing = known.choices().on(scopes, channel);
            boolean on = known.on(purpose, standing);
            if (typed != null && !typed.was().containsKey(cell)) {
                return;
            }
            reasons.add(purpose, cell, standing);
            if (!on && !known.reachable(channel)) {
                missing.add(channel);
                return;
            }
            boxes.add(box(cell, on));
            if (standing.state() == State.PENDING) {
                waiting.add(words.say("channel." + channel));
            }
            if (on && often == null) {
                often = standing.frequency();
            } else if (!standing.frequency().equals(Frequency.EVERY_MESSAGE)) {
                silent = standing.frequency();
            }
            every = every.isPresent() ? every : rates.every(scopes.get(0), channel, standing);
            if (on) {
                standing.because().filter(choice -> choice.state() == State.GRANTED).ifPresent(choice -> yes.put(channel, choice));
                count(channel, rates.now(scopes.get(0), channel, standing));
            }
        }

        private void count(Channel channel, OptionalDouble rate) {
            anything = true;
            countable &= rate.isPresent();
            monthly += rate.orElse(0);
            rate.ifPresent(messages -> comes.put(channel, messages));
        }

        /** About how many come a month; of what is not received, how many would. */
        String rate() {
            if (comes.isEmpty()) {
                return yes.isEmpty() && every.isPresent() ? month(every.getAsDouble()) : "";
            }
            return each(comes, this::month, "per.month.by");
        }

        private String month(double messages) {
            return Math.round(messages) == 0 ? words.say("per.month.less") : words.say("per.month", Math.round(messages));
        }

        String since() {
            return each(yes, choice -> words.say("since", words.day(choice.since(), known.zone())), "since.by");
        }

        /** One sentence where all channels agree, else one for each. */
        private <T> String each(Map<Channel, T> by, Function<T, String> sentence, String apart) {
            List<String> said = by.values().stream().map(sentence).distinct().toList();
            return said.size() < 2 ? String.join("", said) : String.join(" ", by.entrySet().stream()
                    .map(e -> words.say(apart, words.say("channel." + e.getKey()), sentence.apply(e.getValue()))).toList());
        }
    }

    Optional<Row> row(Topic topic, Reasons reasons) {
        return row(topic.purpose(), topic.scopes(), topic.in(words.language()), true, reasons);
    }

    Optional<Row> row(Purpose purpose, Reasons reasons) {
        return row(purpose, purpose.scopes(), purpose.in(words.language()), false, reasons);
    }

    private Optional<Row> row(Purpose purpose, List<Scope> scopes, Localized text, boolean titled, Reasons reasons) {
        Drawn drawn = new Drawn(scopes);
        purpose.channels().stream().sorted().forEach(channel -> drawn.channel(purpose, channel, reasons));
        if (drawn.boxes.isEmpty()) {
            return Optional.empty();
        }
        Scope scope = scopes.get(0);
        Frequency often = drawn.often == null ? drawn.silent : drawn.often;
        String note = drawn.waiting.isEmpty() ? "" : words.say("waiting", words.list(drawn.waiting));
        return Optional.of(new Row(scope.kind() + "-" + scope.id(), scope.toString(), titled ? text.title() : "", text.title(),
                titled ? text.about() : "", titled ? Foreign.of(text, words) : Foreign.NOT, typed == null ? drawn.rate() : "",
                typed == null ? drawn.since() : "", drawn.boxes, frequencies(purpose, drawn, often), often.toString(), note));
    }

    private Box box(Cell cell, boolean on) {
        boolean typedHere = typed != null && typed.was().containsKey(cell);
        boolean was = typedHere ? typed.was().get(cell) : on;
        boolean ticked = typedHere ? typed.on().contains(cell) : on;
        return new Box(ChoiceForm.name(cell), ChoiceForm.name(cell) + "=" + (was ? "1" : "0"),
                words.say("channel." + cell.channel()), ticked ? "checked" : "");
    }

    /** Which channels could not be offered since the last call, in words; empty if all were. */
    String missing() {
        String text = missing.isEmpty() ? "" : words.say("missing",
                words.list(missing.stream().map(channel -> words.say("by." + channel)).toList()));
        missing.clear();
        return text;
    }

    private List<Group> frequencies(Purpose purpose, Drawn drawn, Frequency now) {
        if (now.equals(Frequency.EVERY_MESSAGE) && purpose.channels().stream().allMatch(RARE::contains)) {
            return List.of();
        }
        Frequency shown = typed == null ? now : typed.frequency().getOrDefault(drawn.scopes.get(0), now);
        return new Frequencies(words).offered(drawn.every, digests(purpose, drawn.scopes), now, shown);
    }

    /** The digests that would really come: one of the row itself, or one of the whole purpose to which they said yes as such. */
    private List<Per> digests(Purpose purpose, List<Scope> scopes) {
        List<Stream> sent = scopes.stream().filter(scope -> scope.kind().code() >= Scope.Kind.PURPOSE.code())
                .flatMap(scope -> purpose.channels().stream().filter(channel -> scope.equals(scopes.get(0))
                        || known.on(purpose, known.choices().on(purpose.scopes(), channel)))
                        .flatMap(channel -> Rates.streams(known, scope, channel, true).stream()))
                .filter(stream -> !stream.retired()).toList();
        if (sent.isEmpty()) {
            return List.of();
        }
        // One that comes every week can also come once a month; one that comes every month cannot come weekly.
        return sent.stream().anyMatch(stream -> stream.perMonth() >= 4) ? List.of(Per.WEEK, Per.MONTH) : List.of(Per.MONTH);
    }

    /** About how many messages a month all this makes, or empty if unknown; call after every row is drawn. */
    String rate() {
        if (typed != null) {
            return "";
        }
        if (!anything) {
            return words.say("rate.nothing");
        }
        long about = Math.round(monthly);
        return about == 0 ? "" : words.say(countable ? "rate" : "rate.more", about);
    }
}
