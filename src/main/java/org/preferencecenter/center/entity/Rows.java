package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Box;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Frequency;
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
    private int monthly;
    private boolean anything;
    private boolean countable = true;
    private final Set<Channel> missing = new TreeSet<>();

    Rows(Words words, Known known, ChoiceForm typed) {
        this.words = words;
        this.known = known;
        this.typed = typed;
    }

    Optional<Row> row(Topic topic, Reasons reasons) {
        String title = topic.text(words.language()).title();
        return row(topic.purpose(), topic.scopes(), title, title, topic.perMonth(), reasons)
                .map(row -> row.about(topic.text(words.language()).about()));
    }

    Optional<Row> row(Purpose purpose, Reasons reasons) {
        return row(purpose, purpose.scopes(), "", purpose.text(words.language()).title(), 0, reasons);
    }

    private Optional<Row> row(Purpose purpose, List<Scope> scopes, String title, String named, int perMonth,
            Reasons reasons) {
        Scope scope = scopes.get(0);
        List<Box> boxes = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        Frequency often = null;
        Frequency silent = Frequency.EVERY_MESSAGE;
        for (Channel channel : purpose.channels().stream().sorted().toList()) {
            Cell cell = new Cell(scope, channel);
            Standing standing = known.choices().on(scopes, channel);
            boolean on = known.on(purpose, standing);
            if (typed != null && !typed.was().containsKey(cell)) {
                continue;
            }
            reasons.add(purpose, cell, standing);
            if (!on && !known.reachable(channel)) {
                missing.add(channel);
                continue;
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
            count(on, perMonth, standing.frequency());
        }
        often = often == null ? silent : often;
        String note = waiting.isEmpty() ? "" : words.say("waiting", words.list(waiting));
        return boxes.isEmpty() ? Optional.empty() : Optional.of(new Row(scope.kind() + "-" + scope.id(), scope.toString(),
                title, named, "", perMonth == 0 ? "" : words.say("per.month", perMonth), boxes,
                frequencies(purpose, scopes, often), often.toString(), note));
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

    /** What everybody is offered, the digest where one is sent, and whatever is chosen now. */
    private List<Option> frequencies(Purpose purpose, List<Scope> scopes, Frequency now) {
        if (now.equals(Frequency.EVERY_MESSAGE) && purpose.channels().stream().allMatch(RARE::contains)) {
            return List.of();
        }
        Frequency chosen = typed == null ? now : typed.frequency().getOrDefault(scopes.get(0), now);
        Set<Frequency> offered = new LinkedHashSet<>(List.of(Frequency.EVERY_MESSAGE, Frequency.atMost(1, Per.WEEK),
                Frequency.atMost(1, Per.MONTH)));
        boolean digest = known.catalogue().streams().stream().anyMatch(stream -> stream.digest() && !stream.retired()
                && stream.purpose().id() == purpose.id() && scopes.contains(stream.scope()));
        if (digest) {
            offered.add(Frequency.digest(Per.MONTH));
        }
        offered.add(now);
        offered.add(chosen);
        return offered.stream().map(f -> new Option(f.toString(), often(f), f.equals(chosen) ? "selected" : "")).toList();
    }

    private String often(Frequency frequency) {
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> words.say("often.every");
            case AT_MOST -> words.say("often.most." + frequency.per(), frequency.limit());
            case DIGEST -> words.say("often.digest." + frequency.per());
        };
    }

    private void count(boolean on, int perMonth, Frequency frequency) {
        if (on) {
            anything = true;
            countable &= perMonth > 0;
            int perPeriod = switch (frequency.per()) {
                case DAY -> 30;
                case WEEK -> 4;
                case MONTH -> 1;
            };
            monthly += frequency.kind() == Frequency.Kind.EVERY_MESSAGE ? perMonth
                    : Math.min(perMonth, frequency.limit() * perPeriod);
        }
    }

    /** About how many messages a month all this makes, or empty if unknown; call after every row is drawn. */
    String rate() {
        if (typed != null) {
            return "";
        }
        if (!anything) {
            return words.say("rate.nothing");
        }
        return monthly == 0 ? "" : words.say(countable ? "rate" : "rate.more", monthly);
    }
}
