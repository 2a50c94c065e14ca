package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.link.entity.Scope;

/**
 * What a page of welcome shows (S-49): why somebody will be written to, and how many they want of each topic this month.
 *
 * @param agreement what they said yes to
 * @param confirmed the day they confirmed it, or empty if it is stopped again
 * @param topics    those that still come, each with the numbers to choose from
 */
public record Welcome(Agreement agreement, String confirmed, List<Subject> topics) {

    /** The numbers offered below "all of them": few enough to take in at a glance. */
    private static final int NUMBERS = 4;

    /**
     * One topic.
     *
     * @param scope in field names: {@code TOPIC:12}
     * @param cells in field names, each with the box it stands for: {@code TOPIC:12/EMAIL}
     * @param now   the frequency shown, as in field names
     */
    public record Subject(String scope, String title, Foreign foreign, List<String> cells, String now, List<Option> options) {
    }

    /** @param request what was asked for and has been confirmed */
    public static Welcome of(Words words, Known known, Request request) {
        Map<Topic, List<Choice>> still = new LinkedHashMap<>();
        String confirmed = "";
        for (Request.Wanted wanted : request.wanted()) {
            Cell cell = wanted.choice().cell();
            Optional<Choice> yes = known.choices().at(cell).filter(choice -> choice.state() == State.GRANTED);
            Optional<Topic> topic = cell.scope().kind() == Scope.Kind.TOPIC ? known.catalogue().topic(cell.scope().id())
                    : Optional.empty();
            confirmed = yes.map(choice -> words.day(choice.since(), known.zone())).orElse(confirmed);
            if (yes.isPresent() && topic.filter(t -> !t.retired() && known.title(cell.scope(), words.language()).isPresent()).isPresent()) {
                still.computeIfAbsent(topic.get(), t -> new ArrayList<>()).add(yes.get());
            }
        }
        List<Subject> subjects = still.entrySet().stream().map(e -> subject(words, e.getKey(), e.getValue())).toList();
        return new Welcome(Agreement.of(words, known, request), confirmed, subjects);
    }

    private static Subject subject(Words words, Topic topic, List<Choice> yes) {
        Frequency now = yes.get(0).frequency() == null ? Frequency.EVERY_MESSAGE : yes.get(0).frequency();
        Set<Frequency> offered = new LinkedHashSet<>();
        offered.add(Frequency.EVERY_MESSAGE);
        for (int number = Math.min(topic.perMonth() - 1, NUMBERS); number > 0; number--) {
            offered.add(Frequency.atMost(number, Per.MONTH));
        }
        offered.add(now);
        Localized text = topic.in(words.language());
        return new Subject(Scope.topic(topic.id()).toString(), text.title(), Foreign.of(text, words),
                yes.stream().map(choice -> ChoiceForm.name(choice.cell())).toList(), now.toString(), offered.stream()
                        .map(f -> new Option(f.toString(), label(words, f, topic), f.equals(now) ? "selected" : "")).toList());
    }

    private static String label(Words words, Frequency frequency, Topic topic) {
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> words.say("welcome.all", topic.perMonth());
            case AT_MOST -> words.say("often.most." + frequency.per(), frequency.limit());
            case DIGEST -> words.say("often.digest." + frequency.per());
        };
    }
}
