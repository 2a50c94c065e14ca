package org.preferencecenter.mail.control;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

import org.preferencecenter.mail.entity.Finding;
import org.preferencecenter.mail.entity.Phrases;

/** What the doctor says of a finding, and what to do about it. */
public final class DoctorWords {

    private final Phrases phrases;

    private DoctorWords(Phrases phrases) {
        this.phrases = phrases;
    }

    /** @param language one of {@link org.preferencecenter.platform.entity.Locales#OFFICE} */
    public static DoctorWords in(String language) {
        ResourceBundle words = ResourceBundle.getBundle("messages.doctor", Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new DoctorWords(new Phrases(language, Collections.list(words.getKeys()).stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, words::getString))));
    }

    /** What was found. */
    public String says(Finding finding) {
        return phrases.say(finding.code(), finding.with().toArray());
    }

    /** What to do; empty where there is nothing to do. */
    public String fix(Finding finding) {
        return phrases.patterns().containsKey(finding.code() + ".fix") ? phrases.say(finding.code() + ".fix", finding.with().toArray()) : "";
    }

    /** What it comes to as a whole. */
    public String verdict(Finding.Grade worst) {
        return phrases.say("verdict." + worst);
    }
}
