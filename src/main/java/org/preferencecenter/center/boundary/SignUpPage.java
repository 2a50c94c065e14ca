package org.preferencecenter.center.boundary;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.center.control.FormSeal;
import org.preferencecenter.center.entity.EmbedText;
import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.center.entity.Questionnaire;
import org.preferencecenter.center.entity.Sample;
import org.preferencecenter.center.entity.SignUpDrawing;
import org.preferencecenter.center.entity.SignUpInput;
import org.preferencecenter.center.entity.SignUpReading.Problem;
import org.preferencecenter.center.entity.SignUpRoute;
import org.preferencecenter.center.entity.SignUpView;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.platform.entity.Settings;

/** A sign-up form, what is said once it was sent, and how it is put into another site. */
@Named
@RequestScoped
public class SignUpPage extends PublicPage {

    /** What the page is about now. */
    enum Step {
        FORM, SENT, YOUNG, EMBED
    }

    @Inject
    private Clock clock;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private FormSeal seal;
    @Inject
    private Settings settings;

    private SignUpRoute route;
    private String base;
    private Questionnaire asked;
    private SignUpInput typed = SignUpInput.NONE;
    private List<Problem> problems = List.of();
    private String note = "";
    private String button = "signup.send";
    private String time = "";
    private String chosen = "";
    private Step step = Step.FORM;
    private boolean mailed;
    private boolean again;

    /**
     * Finds what is asked there.
     *
     * @param language of the form that was sent, or null: then as the address or the browser asks
     * @return nothing if there is no such form, or nothing to ask any more
     */
    Optional<Questionnaire> open(HttpServletRequest request, SignUpRoute to, CollectionPoint point, String language) {
        route = to;
        base = request.getContextPath();
        String wish = language == null ? request.getParameter("l") : language;
        open(request, wish, null, Optional.of(point.brand()));
        chosen = wish == null ? "" : getLanguage();
        Optional<Questionnaire> found = Questionnaire.of(catalogue(), point.code(), getLanguage(), ruleBooks.inForce(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        asked = found.orElse(null);
        time(new FormTime(clock.instant(), 0));
        return found;
    }

    /** As it would be. @return false if nothing would be asked there */
    boolean sample(HttpServletRequest request, Sample sample) {
        sampling(sample);
        return sample.catalogue().collectionPoint(sample.form()).filter(point -> point.form().isPresent())
                .flatMap(point -> open(request, new SignUpRoute(point.code(), false, false, ""), point, sample.language())).isPresent();
    }

    /** Shows it as it was filled in. @param why the sentence's key, or null */
    void fill(SignUpInput input, List<Problem> wrong, String why, Object... with) {
        typed = input;
        problems = wrong;
        note = why == null ? "" : words().say(why, with);
    }

    void button(String key) {
        button = key;
    }

    void time(FormTime begun) {
        time = seal.time(asked == null ? 0 : asked.point().id(), begun);
    }

    /** Hands the form out again with the time it had. */
    void keepTime() {
        time = typed.time();
    }

    void step(Step now) {
        step = now;
    }

    void sent(boolean message, boolean oncemore) {
        step = Step.SENT;
        mailed = message;
        again = oncemore;
    }

    public SignUpView getView() {
        return drawing().view(note, button);
    }

    private SignUpDrawing drawing() {
        return new SignUpDrawing(asked, typed, problems, words());
    }

    public SignUpView.Said getThanks() {
        return drawing().thanks();
    }

    /** The title of the page, and its heading after the form. */
    public String getHeading() {
        return switch (step) {
            case FORM -> getView().heading().text();
            case SENT -> say(mailed ? "signup.sent.title" : "signup.noted.title");
            case YOUNG -> say("signup.young.title");
            case EMBED -> say("signup.embed.title");
        };
    }

    public String getStep() {
        return step.name();
    }

    public boolean isMailed() {
        return mailed;
    }

    /** True after "send it again". */
    public boolean isAgain() {
        return again;
    }

    /** True within another site's frame: nothing around the form. */
    public boolean isFramed() {
        return route.framed();
    }

    /** Where the page's form posts to. */
    public String getAction() {
        return base + route.path();
    }

    /** The form itself, from the pages after it. */
    public String getForm() {
        return base + route.form().path() + (chosen.isEmpty() ? "" : "?l=" + chosen);
    }

    public String getTime() {
        return time;
    }

    /** The language asked for in the address, to be kept by the form; empty if none was. */
    public String getAsked() {
        return chosen;
    }

    public int getAge() {
        return asked.age();
    }

    public String getTrap() {
        return SignUpInput.TRAP;
    }

    public String getHours() {
        return Long.toString(settings.confirmLife().toHours());
    }

    /** The form in HTML, to be put into another site. */
    public String getPlainForm() {
        return EmbedText.form(getView(), address() + route.form().path(), words());
    }

    /** The frame in HTML; empty where no site may frame it. */
    public String getFrame() {
        return asked.form().sites().isEmpty() ? ""
                : EmbedText.frame(getView(), address() + route.form().path() + "/frame?l=" + getLanguage(), words());
    }

    public List<String> getSites() {
        return List.copyOf(asked.form().sites());
    }

    private URI address() {
        return asked.point().brand().url(settings.baseUrl());
    }
}
