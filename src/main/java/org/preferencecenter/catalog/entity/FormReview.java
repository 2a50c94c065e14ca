package org.preferencecenter.catalog.entity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;

/**
 * What must hold before a collection point meets the public as a form. What it says about how people are asked must be what
 * it does: consents stand on it (S-08).
 */
public final class FormReview {

    /** How somebody is reached there can be typed; nobody types a device token. */
    private static final Set<Channel> TYPED = EnumSet.of(Channel.SMS, Channel.PHONE, Channel.POST);
    /** An origin and nothing more: a wildcard, a path or plain http would let others frame it too. */
    private static final String ORIGIN = "https://(?=.{1,253}(:|$))([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*"
            + "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:[1-9][0-9]{0,4})?";

    private FormReview() {
    }

    /** Every flaw of a point with the form it is to have. */
    public static List<Flaw> of(CollectionPoint point, SignUpForm form) {
        List<Flaw> flaws = new ArrayList<>();
        need(flaws, point.kind() == CollectionPoint.Kind.FORM, Flaw.Rule.FORM_KIND, point, point.kind());
        need(flaws, !point.retired(), Flaw.Rule.RETIRED, point, point.code());
        need(flaws, !form.mandatory() || form.presentation() != Presentation.CHECKBOX, Flaw.Rule.FORM_ANSWER, point);
        List<Purpose> questions = point.purposes().stream().filter(p -> p.nature() == MessageNature.PROSPECTING).toList();
        need(flaws, !questions.isEmpty(), Flaw.Rule.FORM_EMPTY, point);
        CaptureMode does = questions.stream().anyMatch(form::asked) ? CaptureMode.ACTIVE_OPT_IN : CaptureMode.ACTIVE_OPT_OUT;
        need(flaws, questions.isEmpty() || point.captureMode() == does, Flaw.Rule.FORM_CAPTURE, point, point.captureMode(), does);
        questions.forEach(purpose -> flaws.addAll(question(point, form, purpose)));
        for (Channel channel : form.asks()) {
            boolean used = questions.stream().anyMatch(p -> p.channels().contains(channel));
            // Nothing is collected that no purpose needs (GDPR 5(1)(c)).
            need(flaws, TYPED.contains(channel) && used, Flaw.Rule.FORM_ASKS, point, channel);
        }
        need(flaws, form.country() == null || form.country().matches("[A-Z]{2}"), Flaw.Rule.JURISDICTION, point, form.country());
        form.sites().forEach(site -> need(flaws, site.matches(ORIGIN), Flaw.Rule.FORM_SITE, point, site));
        flaws.addAll(texts(point, form));
        return flaws;
    }

    /** Whether a purpose may be among the questions of such a form. */
    static List<Flaw> question(CollectionPoint point, SignUpForm form, Purpose purpose) {
        List<Flaw> flaws = new ArrayList<>();
        need(flaws, !form.refusable(purpose) || form.refusalBox(), Flaw.Rule.FORM_REFUSAL, point, purpose.code());
        need(flaws, !form.asked(purpose) || purpose.channels().stream().anyMatch(form::reaches), Flaw.Rule.FORM_REACH, point,
                purpose.code());
        return flaws;
    }

    private static List<Flaw> texts(CollectionPoint point, SignUpForm form) {
        String own = point.brand().defaultLocale();
        List<Flaw> flaws = new ArrayList<>();
        need(flaws, form.texts().containsKey(own), Flaw.Rule.WORDS, point, own);
        form.texts().forEach((locale, text) -> {
            flaws.addAll(Review.tag(point.code(), locale));
            need(flaws, filled(text.title()) && filled(text.intro()) && text.thanks() != null, Flaw.Rule.BLANK, point, locale);
        });
        return flaws;
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    private static void need(List<Flaw> flaws, boolean holds, Flaw.Rule rule, CollectionPoint point, Object... details) {
        if (!holds) {
            flaws.add(rule.in(point.code(), details));
        }
    }
}
