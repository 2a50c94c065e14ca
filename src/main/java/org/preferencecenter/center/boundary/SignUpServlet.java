package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.center.boundary.SignUpPage.Step;
import org.preferencecenter.center.boundary.SignUpServlet.Door;
import org.preferencecenter.center.control.FormSeal;
import org.preferencecenter.center.control.FormSeal.Sent;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.center.entity.Questionnaire;
import org.preferencecenter.center.entity.SignUpInput;
import org.preferencecenter.center.entity.SignUpReading;
import org.preferencecenter.center.entity.SignUpRoute;
import org.preferencecenter.consent.control.SignUps;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.boundary.FrontDoor;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Network;

/**
 * {@code /s/{code}}: a sign-up form, and the only route that other sites may post to besides one-click. Whoever sends it gets
 * the same answer, known or not: what it leads to is found out afterwards, by others. Nothing a form of another site says is
 * taken for said before the person saw it here.
 */
@WebServlet("/s/*")
public class SignUpServlet extends LinkServlet<Door> {

    private static final long serialVersionUID = 1L;
    static final String VIEW = "/center/signUp.xhtml";
    private static final int TOO_MANY = 429;
    /** A company or a school behind one network may sign up on one afternoon. */
    private static final int PER_NETWORK = 200;
    private static final int PER_ADDRESS = 6;
    private static final Duration HOUR = Duration.ofHours(1);

    /** A form that is open to the public, and which of its pages was asked for. */
    record Door(SignUpRoute route, CollectionPoint point) {
    }

    @Inject
    private transient Catalog catalog;
    @Inject
    private transient SignUps signUps;
    @Inject
    private transient FormSeal seal;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Clock clock;
    @Inject
    private transient SignUpPage page;

    @Override
    Optional<Door> open(String token) {
        return SignUpRoute.read(token).flatMap(route -> catalog.now().collectionPoint(route.code())
                .filter(point -> point.form().filter(form -> !route.framed() || !form.sites().isEmpty()).isPresent())
                .filter(point -> route.sent().isEmpty() || seal.sent(point.id(), route.sent()).isPresent())
                .map(point -> new Door(route, point)));
    }

    @Override
    boolean openToOtherSites() {
        return true;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        // Only a form that exists says which sites may frame it; every other answer stays framed by nobody.
        open(Requests.token(request)).filter(door -> door.route().framed()).flatMap(door -> door.point().form())
                .ifPresent(form -> response.setHeader("Content-Security-Policy", FrontDoor.framedBy(form.sites())));
        super.service(request, response);
    }

    @Override
    Optional<String> show(HttpServletRequest request, Door door) {
        if (page.open(request, door.route(), door.point(), null).isEmpty()) {
            return Optional.empty();
        }
        if (door.route().embed()) {
            page.step(Step.EMBED);
        } else if (!door.route().sent().isEmpty()) {
            boolean again = "again".equals(request.getParameter("c"));
            seal.sent(door.point().id(), door.route().sent()).ifPresent(sent -> page.sent(sent.mailed(), again));
            page.keep(again ? "&c=again" : "");
        } else if ("young".equals(request.getParameter("c"))) {
            page.step(Step.YOUNG);
            page.keep("&c=young");
        }
        return Optional.of(VIEW);
    }

    @Override
    Answer act(HttpServletRequest request, Door door, Fields fields) {
        String language = shown(fields);
        Optional<Questionnaire> asked = page.open(request, door.route().form(), door.point(), language);
        if (asked.isEmpty() || door.route().embed()) {
            return Answer.sorry(HttpServletResponse.SC_NOT_FOUND);
        }
        if (!door.route().sent().isEmpty()) {
            seal.sent(door.point().id(), door.route().sent()).map(Sent::id).ifPresent(signUps::again);
            return goTo(door.route(), "?c=again", fields);
        }
        SignUpInput typed = SignUpInput.read(fields);
        SignUpReading reading = SignUpReading.of(asked.get(), typed, page.words());
        return typed.trapped() ? thank(door, reading, UUID.randomUUID(), fields)
                : inTime(request, door, asked.get(), typed, reading, fields);
    }

    /** What the time says, and whether the words that were read are those in force. */
    private Answer inTime(HttpServletRequest request, Door door, Questionnaire asked, SignUpInput typed, SignUpReading reading,
            Fields fields) {
        Instant now = clock.instant();
        Optional<FormTime> time = seal.time(door.point().id(), typed.time());
        if (time.isEmpty()) {
            // Of another site's making, so it is shown once more, with our own words, before it counts.
            page.fill(typed.current(asked), List.of(), "signup.check");
            page.button("signup.check.button");
            return new Answer(HttpServletResponse.SC_OK, VIEW);
        }
        FormTime.Verdict verdict = time.get().at(now);
        if (verdict == FormTime.Verdict.ROBOT) {
            return thank(door, reading, UUID.randomUUID(), fields);
        }
        if (asked.parts().stream().anyMatch(typed::outdated)) {
            page.fill(typed.current(asked), List.of(), "signup.changed");
            page.time(FormTime.proven(now));
            return Answer.draw(VIEW);
        }
        if (verdict != FormTime.Verdict.FINE) {
            boolean fast = verdict == FormTime.Verdict.TOO_FAST;
            page.fill(typed, List.of(), fast ? "signup.fast" : "signup.old");
            page.time(fast ? new FormTime(now, 1) : FormTime.proven(now));
            return Answer.draw(VIEW);
        }
        return read(request, door, typed, reading, fields);
    }

    private Answer read(HttpServletRequest request, Door door, SignUpInput typed, SignUpReading reading, Fields fields) {
        if (reading.young()) {
            return goTo(door.route(), "?c=young", fields);
        }
        page.fill(typed, reading.problems(), null);
        page.keepTime();
        if (!reading.problems().isEmpty()) {
            return Answer.draw(VIEW);
        }
        Optional<Duration> wait = throttle.wait("sign-up.network", Network.of(request.getRemoteAddr()), PER_NETWORK, HOUR)
                .or(() -> throttle.wait("sign-up.address", seal.pseudonym(Channel.EMAIL, typed.address(Channel.EMAIL)),
                        PER_ADDRESS, HOUR));
        if (wait.isPresent()) {
            page.fill(typed, List.of(), "signup.often", wait.get().toMinutes() + 1);
            return new Answer(TOO_MANY, VIEW);
        }
        return store(door, reading, fields);
    }

    private Answer store(Door door, SignUpReading reading, Fields fields) {
        UUID id = UUID.randomUUID();
        signUps.receive(new SignUp(id, door.point().id(), page.getLanguage(), clock.instant(), reading.addresses(),
                reading.answers(), page.getAge()));
        return thank(door, reading, id, fields);
    }

    private Answer thank(Door door, SignUpReading reading, UUID id, Fields fields) {
        return goTo(door.route().sent(seal.sent(door.point().id(), new Sent(id, reading.mailed()))), "", fields);
    }

    /** As it was filled in, where it cannot be stored now. */
    @Override
    Optional<String> again(HttpServletRequest request, Door door, Fields fields) {
        if (!door.route().sent().isEmpty() || page.open(request, door.route(), door.point(), shown(fields)).isEmpty()) {
            return Optional.empty();
        }
        page.fill(SignUpInput.read(fields), List.of(), "signup.away");
        page.time(FormTime.proven(clock.instant()));
        return Optional.of(VIEW);
    }

    private Answer goTo(SignUpRoute route, String query, Fields fields) {
        String asked = Locales.SPOKEN.contains(fields.first("l")) ? (query.isEmpty() ? "?l=" : "&l=") + fields.first("l") : "";
        return Answer.goTo(route.path() + query + asked);
    }

    /** The language the form was shown in, or null. */
    private static String shown(Fields fields) {
        return Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
    }
}
