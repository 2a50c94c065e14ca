package org.preferencecenter.rights.control;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.control.MailWords;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.OwnLetters;
import org.preferencecenter.mail.entity.Phrases;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsLetter.Type;

/** Writes letters about requests, in the language of whoever asked. */
@Singleton
public class RightsDrafts {

    private final Catalog catalog;

    @Inject
    public RightsDrafts(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Nothing if the brand that was asked is no more. */
    public Optional<Draft> of(RightsLetter letter) {
        return catalog.now().brand(letter.brand()).map(brand -> draft(letter, brand));
    }

    private static Draft draft(RightsLetter letter, Brand brand) {
        String language = Locales.choose(letter.locale(), null, null, brand.defaultLocale());
        Phrases words = MailWords.in(language);
        String what = words.say("right." + letter.kind());
        List<String> said = new ArrayList<>();
        said.add(words.say("right.asked", what, Locales.day(letter.received(), language)));
        said.add(switch (letter.type()) {
            case RECEIVED -> words.say("right.until", Locales.day(letter.until(), language));
            case EXTENDED -> words.say("right.longer", Locales.day(letter.until(), language));
            case DONE -> words.say("right.done." + letter.kind());
            case REFUSED -> words.say("right.refused");
        });
        if (!letter.words().isBlank()) {
            said.add(letter.words());
        }
        if (letter.type() == Type.REFUSED || letter.type() == Type.EXTENDED) {
            said.add(words.say("right.complain"));
        }
        return new Draft(new OwnLetters(words, brand, ZoneId.of("UTC")).request(words.say("right.heading." + letter.type()), said),
                brand, 0, Optional.empty());
    }
}
