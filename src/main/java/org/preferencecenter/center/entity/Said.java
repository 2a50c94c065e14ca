package org.preferencecenter.center.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * What the page says first: what was just done, with the undo that follows every stop (WCAG 4.1.3, RGAA 7.5).
 *
 * @param good   false if it did not work out as asked
 * @param strong the news in two words
 * @param text   the rest
 * @param undo   the change an undo button names, or empty: no button
 */
public record Said(boolean good, String strong, String text, String undo) {

    /** {@code c} when a save changed nothing. */
    public static final String NOTHING = "none";
    /** {@code c} when an undo came too late. */
    public static final String LATE = "late";
    /** {@code c} when all that was asked for already waits for the confirmation mailed before. */
    public static final String WAITS = "waits";
    /** {@code c} when a link was mailed; {@link #LATER} when too many were. */
    public static final String MAILED = "mailed";
    public static final String LATER = "later";
    /** {@code c} when an old link's stop is first asked about; followed by the button's name. */
    public static final String SURE = "sure.";
    private static final Set<String> NEWS = Set.of(NOTHING, LATE, MAILED, LATER);
    /** The ways a person acts alone; what a desk or an import noted is no news to greet them with. */
    private static final Set<String> BY_THEMSELVES = Set.of("one-click", "mailto", "page");

    /** @param c what was done, from the page's URL: a change's id, a word of ours, anything, or null */
    static Optional<Said> of(Words words, Known known, String c) {
        if (c != null && NEWS.contains(c)) {
            return Optional.of(new Said(!LATE.equals(c) && !LATER.equals(c), words.say("said." + c),
                    words.say("said." + c + ".text"), ""));
        }
        if (c != null && c.startsWith(SURE)) {
            return Optional.empty();
        }
        if (WAITS.equals(c)) {
            return Optional.of(waits(words, known));
        }
        return change(known, c).map(change -> about(words, known, change));
    }

    /** The change the page tells of: the one named, else a stop just made. Never one of another brand's. */
    static Optional<PastChange> change(Known known, String c) {
        Optional<PastChange> named = known.changes().stream().filter(change -> change.change().toString().equals(c)).findFirst();
        // After a one-click in the mail client the page must say so, whichever link led here.
        return named.or(() -> known.changes().stream().findFirst().filter(PastChange::undoable)
                .filter(change -> BY_THEMSELVES.contains(change.via())))
                .filter(change -> change.changed().stream().anyMatch(choice -> known.concerns(choice.cell().scope())));
    }

    /** The stop whose reason may be asked: made by themselves, still in force and not explained yet. */
    static Optional<PastChange> unexplained(Known known, String c) {
        return c != null && (NEWS.contains(c) || WAITS.equals(c) || c.startsWith(SURE)) ? Optional.empty() : change(known, c)
                .filter(change -> change.undoable() && change.stopped() && BY_THEMSELVES.contains(change.via()))
                .filter(change -> !known.explained().contains(change.change()));
    }

    /** A message was mailed before: which things still wait for its link. */
    private static Said waits(Words words, Known known) {
        List<Cell> waiting = Waiting.in(known.choices()).map(Choice::cell)
                .filter(cell -> known.concerns(cell.scope())).toList();
        return waiting.isEmpty() ? new Said(true, words.say("said.none"), words.say("said.none.text"), "")
                : new Said(true, words.say("said.waits"), words.say("said.waits.text", names(words, known, waiting)), "");
    }

    /** True if {@code c}, from the page's URL, is one of ours. */
    public static boolean ours(String c) {
        return c != null && (NEWS.contains(c) || WAITS.equals(c) || c.startsWith(SURE) && c.length() < 20 || change(c).isPresent());
    }

    private static Said about(Words words, Known known, PastChange change) {
        List<String> sentences = new ArrayList<>();
        if (change.via().equals("undo")) {
            return new Said(true, words.say("said.undone"), words.say("said.undone.text"), "");
        }
        List<Cell> stopped = cells(change, State::stops).toList();
        if (change.undoable() && !stopped.isEmpty()) {
            sentences.add(stopped(words, known, stopped));
        }
        List<Cell> waiting = cells(change, state -> state == State.PENDING).toList();
        if (!waiting.isEmpty()) {
            sentences.add(words.say("said.waiting", names(words, known, waiting)));
        }
        List<Cell> yes = change.granted().stream().map(Choice::cell).toList();
        if (!yes.isEmpty()) {
            sentences.add(words.say("said.confirmed", names(words, known, yes)));
        }
        pause(words, known, change).ifPresent(sentences::add);
        if (sentences.isEmpty()) {
            sentences.add(words.say("said.saved"));
        }
        if (known.explained().contains(change.change())) {
            sentences.add(words.say("said.thanks"));
        }
        String strong = words.say(waiting.isEmpty() ? "said.done" : "said.almost");
        return new Said(true, strong, String.join(" ", sentences), change.undoable() ? change.change().toString() : "");
    }

    private static Stream<Cell> cells(PastChange change, java.util.function.Predicate<State> of) {
        return change.changed().stream().filter(choice -> of.test(choice.state())).map(Choice::cell);
    }

    private static String stopped(Words words, Known known, List<Cell> cells) {
        if (cells.stream().anyMatch(cell -> cell.scope().equals(Scope.EVERYTHING)) && known.otherBrands()) {
            return words.say("said.stopped.brands");
        }
        boolean all = cells.stream().map(cell -> cell.scope().kind())
                .anyMatch(kind -> kind == Scope.Kind.BRAND || kind == Scope.Kind.EVERYTHING);
        return all ? words.say("said.stopped.all") : words.say("said.stopped", names(words, known, cells));
    }

    private static Optional<String> pause(Words words, Known known, PastChange change) {
        return change.changed().stream()
                .filter(choice -> choice.cell().scope().kind() == Scope.Kind.BRAND && !choice.state().stops()).findFirst()
                .map(choice -> {
                    Instant until = choice.pausedUntil();
                    return until != null && until.isAfter(known.now())
                            ? words.say("said.paused", words.day(until, known.zone())) : words.say("said.resumed");
                });
    }

    private static String names(Words words, Known known, List<Cell> cells) {
        return words.list(each(words, known, cells));
    }

    /** {@code “Jazz” by e-mail and by SMS}: each thing named once, in the order of the cells. */
    static List<String> each(Words words, Known known, List<Cell> cells) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        for (Cell cell : cells) {
            List<String> by = ways.computeIfAbsent(title(words, known, cell), title -> new ArrayList<>());
            if (cell.channel() != Channel.ANY && !by.contains(words.say("by." + cell.channel()))) {
                by.add(words.say("by." + cell.channel()));
            }
        }
        return ways.entrySet().stream().map(e -> e.getValue().isEmpty() ? e.getKey()
                : e.getKey() + " " + words.list(e.getValue())).toList();
    }

    /** {@code “Jazz” by e-mail}; a private or unknown thing is not named. */
    static String name(Words words, Known known, Cell cell) {
        return each(words, known, List.of(cell)).get(0);
    }

    private static String title(Words words, Known known, Cell cell) {
        return known.title(cell.scope(), words.language()).map(t -> words.say("quoted", t))
                .orElseGet(() -> words.say("these.messages"));
    }

    /** The id in an undo form, if it is one. */
    public static Optional<UUID> change(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
