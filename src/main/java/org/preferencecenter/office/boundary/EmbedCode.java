package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.EmbedText;
import org.preferencecenter.center.entity.Questionnaire;
import org.preferencecenter.center.entity.SignUpDrawing;
import org.preferencecenter.center.entity.SignUpInput;
import org.preferencecenter.center.entity.SignUpView;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.platform.entity.Settings;

/** How a sign-up form is put into another site: what the public page for developers shows, where the form is set up. */
@Named
@RequestScoped
public class EmbedCode {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private Phrasebook phrasebook;
    @Inject
    private Settings settings;

    /** The form's own page; nothing while it asks nothing: its purposes are drafts, or it is retired. */
    public String page(String code) {
        return asked(code, desk.getLanguage()).map(asked -> address(asked.point())).orElse("");
    }

    /** Plain HTML, without script or style, in the brand's own language. */
    public String form(String code) {
        return language(code).flatMap(language -> asked(code, language).map(asked -> EmbedText.form(view(asked, language),
                address(asked.point()), words(language)))).orElse("");
    }

    /** The frame; empty where no site may frame it. */
    public String frame(String code) {
        return language(code).flatMap(language -> asked(code, language).filter(asked -> !asked.form().sites().isEmpty())
                .map(asked -> EmbedText.frame(view(asked, language), address(asked.point()) + "/frame?l=" + language,
                        words(language)))).orElse("");
    }

    private Optional<Questionnaire> asked(String code, String language) {
        return Questionnaire.of(catalog.now(), code, language, ruleBooks.inForce(), LocalDate.ofInstant(desk.now(), ZoneOffset.UTC));
    }

    private Optional<String> language(String code) {
        return catalog.now().collectionPoint(code).map(point -> point.brand().defaultLocale());
    }

    private SignUpView view(Questionnaire asked, String language) {
        return new SignUpDrawing(asked, SignUpInput.NONE, List.of(), words(language)).view("", "signup.send");
    }

    /** Ours speak some languages; a brand's own may be another, and then they speak English. */
    private Words words(String language) {
        return Optional.ofNullable(phrasebook.in(language)).orElseGet(() -> phrasebook.in("en"));
    }

    private String address(CollectionPoint point) {
        return point.brand().url(settings.baseUrl()) + "/s/" + point.code();
    }
}
