package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Button;
import org.preferencecenter.center.entity.PageView.Offer;
import org.preferencecenter.center.entity.PageView.Sure;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * What the page offers for the very thing a link was about: stop it, or less of it, as choices of equal weight side by side;
 * nothing once it is stopped. And the one question that is asked before an old link revokes a newer yes.
 */
public final class Offers {

    /** {@code do} of the buttons that stop: this thing, the brand, all brands. */
    public static final String STOP_THIS = "stop-this";
    public static final String STOP = "stop";
    public static final String STOP_ALL = "stop-all";
    /** {@code do} of less: with the frequency behind it. */
    public static final String LESS = "less:";
    /** {@code do} of a pause: with the days behind it. */
    public static final String PAUSE = "pause:";
    private static final Frequency SELDOM = Frequency.atMost(1, Per.MONTH);

    private final Words words;
    private final Known known;

    Offers(Words words, Known known) {
        this.words = words;
        this.known = known;
    }

    /** Offers to stop what the link is about; of a retired thing says that it is gone, and lets it be stopped all the same. */
    Optional<Offer> offer(Scope scope, boolean first) {
        Optional<List<Scope>> reach = reach(scope);
        boolean gone = gone(scope);
        if (reach.isEmpty() || !(first || gone)) {
            return Optional.empty();
        }
        Standing standing = known.choices().on(reach.get(), Channel.EMAIL);
        String name = name(scope);
        if (standing.state().stops()) {
            return gone ? Optional.of(new Offer(words.say("offer.gone.stopped", name), "", List.of())) : Optional.empty();
        }
        Button stop = new Button(STOP_THIS, words.say("offer.button", name));
        if (gone) {
            return Optional.of(new Offer(words.say("offer.gone", name), "", List.of(stop)));
        }
        List<Button> ways = new ArrayList<>(List.of(stop));
        if (less(known, scope, standing)) {
            ways.add(new Button(LESS + SELDOM, words.say("offer.less", SELDOM.limit())));
        }
        Integer days = ChoiceForm.PAUSES.get(0);
        if (Drawing.paused(known).isEmpty()) {
            ways.add(new Button(PAUSE + days, words.say("offer.pause", days)));
        }
        ways.add(new Button(STOP, words.say("stop")));
        return Optional.of(new Offer(words.say("offer.question", name), words.say("offer.about"), ways));
    }

    /** The wishes behind a button of less or of a pause; none for anything else, or what this link may not ask for. */
    public static List<Wish> wishes(String button, Known known, Scope scope) {
        if (button.equals(PAUSE + ChoiceForm.PAUSES.get(0))) {
            return List.of(new Wish(new Cell(Scope.brand(known.brand().id()), Channel.ANY), null, null,
                    known.now().plus(java.time.Duration.ofDays(ChoiceForm.PAUSES.get(0)))));
        }
        boolean mayBeLess = button.equals(LESS + SELDOM)
                && reach(known, scope).filter(reach -> less(known, scope, known.choices().on(reach, Channel.EMAIL))).isPresent();
        return mayBeLess ? List.of(new Wish(new Cell(scope, Channel.EMAIL), null, SELDOM, null)) : List.of();
    }

    /** A cap below what is chosen now: never more than before, never instead of a digest. */
    private static boolean less(Known known, Scope scope, Standing standing) {
        Frequency now = standing.frequency();
        boolean more = now.kind() == Frequency.Kind.EVERY_MESSAGE
                || now.kind() == Frequency.Kind.AT_MOST && !(now.per() == Per.MONTH && now.limit() <= SELDOM.limit());
        return more && !standing.state().stops()
                && ChoiceForm.allowed(known.catalogue(), known.brand(), new Cell(scope, Channel.EMAIL), true);
    }

    /** Asked before an old link stops anything, once they signed up again. @param c from the page's address */
    Optional<Sure> sure(Holder holder, String c) {
        if (c == null || !c.startsWith(Said.SURE)) {
            return Optional.empty();
        }
        String what = c.substring(Said.SURE.length());
        String label = switch (what) {
            case STOP_THIS -> words.say("offer.button", name(holder.scope()));
            case STOP -> words.say("stop");
            case STOP_ALL -> known.otherBrands() ? words.say("stop.brands") : "";
            default -> "";
        };
        return known.renewed(holder).filter(choice -> !label.isEmpty()).map(choice -> new Sure(words.say("sure.question"),
                words.say("sure.text", day(choice)), new Button(what, label)));
    }

    /** That they have signed up again since the message was sent. */
    String again(Holder holder) {
        return known.renewed(holder).map(choice -> words.say("again", day(choice))).orElse("");
    }

    private String day(Choice choice) {
        return words.day(choice.since(), known.zone());
    }

    private String name(Scope scope) {
        return known.title(scope, words.language()).map(title -> words.say("quoted", title))
                .orElseGet(() -> words.say("these.messages"));
    }

    private Optional<List<Scope>> reach(Scope scope) {
        return reach(known, scope);
    }

    private static Optional<List<Scope>> reach(Known known, Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> known.catalogue().topic(scope.id()).map(Topic::scopes);
            case PURPOSE -> known.catalogue().purpose(scope.id()).map(Purpose::scopes);
            default -> Optional.empty();
        };
    }

    private boolean gone(Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> known.catalogue().topic(scope.id()).filter(t -> t.retired() || t.purpose().retired()).isPresent();
            case PURPOSE -> known.catalogue().purpose(scope.id()).filter(Purpose::retired).isPresent();
            default -> false;
        };
    }
}
