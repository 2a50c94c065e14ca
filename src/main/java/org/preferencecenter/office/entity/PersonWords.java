package org.preferencecenter.office.entity;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * What is known of a person, in words for those who answer for us.
 *
 * @param staff the names of those who acted, by account
 */
public record PersonWords(Words words, Catalogue catalogue, Map<Integer, String> staff, ZoneId zone) {

    private static final String APART = " · ";

    /** What a choice is about; of what the catalogue does not know, its number. */
    public String scope(Scope scope) {
        String unknown = scope.toString();
        return switch (scope.kind()) {
            case EVERYTHING -> words.say("person.everything");
            case BRAND -> catalogue.brand(scope.id()).map(b -> words.say("person.brand", b.name())).orElse(unknown);
            case PURPOSE -> catalogue.purpose(scope.id()).map(p -> p.in(words.language()).title()).orElse(unknown);
            case TOPIC -> catalogue.topic(scope.id()).map(this::topic).orElse(unknown);
            case CONFIRMATION -> unknown;
        };
    }

    private String topic(Topic topic) {
        return words.say("person.topic", topic.in(words.language()).title(), topic.purpose().in(words.language()).title());
    }

    public String channel(Channel channel) {
        return words.say("person.channel." + channel);
    }

    public String state(State state) {
        return words.say("person.state." + state);
    }

    /** How a state is marked: by its word first, and by a colour for those who see it. */
    public static String mark(State state) {
        return state == State.GRANTED ? "tag ok" : state == State.PENDING ? "tag warn" : state.stops() ? "tag bad" : "tag";
    }

    /** How often and until when paused; empty where nothing is limited. */
    public String terms(Choice choice) {
        List<String> terms = new ArrayList<>();
        Frequency frequency = choice.frequency();
        if (frequency != null) {
            terms.add(frequency(frequency));
        }
        if (choice.pausedUntil() != null) {
            terms.add(words.say("person.paused", words.day(choice.pausedUntil(), zone)));
        }
        return String.join(APART, terms);
    }

    public String frequency(Frequency frequency) {
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> words.say("person.every");
            case AT_MOST -> words.say("person.at-most." + frequency.per(), frequency.limit());
            case DIGEST -> words.say("person.digest." + frequency.per());
        };
    }

    /** What an entry of the history says. */
    public String told(Told told) {
        if (told.choice() == null) {
            return told.channel() == null ? words.say("person.told." + told.act())
                    : words.say("person.told.address." + told.act(), channel(told.channel()));
        }
        String about = scope(told.choice().cell().scope()) + APART + channel(told.choice().cell().channel());
        if (told.terms()) {
            String terms = terms(told.choice());
            return words.say("person.told.terms", about, terms.isEmpty() ? words.say("person.every") : terms);
        }
        String state = words.say(told.undoes() != null ? "person.told.undone" : "person.told.choice", about,
                state(told.choice().state()));
        String terms = terms(told.choice());
        return terms.isEmpty() ? state : state + APART + terms;
    }

    /** By what way, at which place and beside which words something came in. */
    public String how(Origin origin) {
        List<String> how = new ArrayList<>();
        how.add(words.sayOr("person.via." + origin.via(), "person.via.other", origin.via()));
        if (origin.collectionPoint() != 0) {
            catalogue.collectionPoint(origin.collectionPoint()).ifPresent(p -> how.add(words.say("person.point", p.code())));
        }
        if (origin.notice() != 0) {
            catalogue.notice(origin.notice()).ifPresent(n -> how.add(words.say("person.notice", n.version(), n.locale())));
        }
        if (origin.capture() != null) {
            how.add(words.say("person.capture." + origin.capture()));
        }
        return String.join(APART, how);
    }

    /** Whose doing it was: an agent by their name, where it is known; what nobody meant for us, as that (S-37). */
    public String who(Origin origin) {
        Cause cause = Cause.of(origin);
        if (cause.automatic() && cause != Cause.SYSTEM) {
            return words.say("person.who.automatic", words.say("person.cause." + cause));
        }
        return origin.agent() == 0 ? words.say("person.who." + origin.actor())
                : words.say("person.who.agent", staff.getOrDefault(origin.agent(), String.valueOf(origin.agent())));
    }

    /** Why an address must not be contacted: by hand, and whose hand it was (S-37). */
    public String why(Suppressed suppressed) {
        String why = words.say("person.suppression." + suppressed.reason());
        return suppressed.reason() != SuppressionReason.MANUAL || suppressed.cause() == null ? why
                : words.say("person.suppression.by", why, words.say("person.cause." + suppressed.cause()));
    }

    /** Why and where an address must not be contacted. */
    public String suppressed(Suppressed suppressed) {
        return words.say("person.suppressed", channel(suppressed.channel()), suppressed.brand() == 0
                ? words.say("person.every-brand") : catalogue.brand(suppressed.brand()).map(b -> b.name()).orElse("?"),
                why(suppressed), words.day(suppressed.since(), zone));
    }
}
