package org.preferencecenter.demo.control;

import static org.preferencecenter.demo.control.SeedWords.everybody;
import static org.preferencecenter.demo.control.SeedWords.none;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.BrandEditor;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.control.FormEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/**
 * The demo's second brand: a bookshop with a host, a logo and words of its own, so that two brands can be seen side by side
 * and neither tells of the other (W-13). Its words stand in demo/bookshop_xx.
 */
@Singleton
public class BookshopSeed {

    /** Code of the brand. */
    public static final String BRAND = "librairie-du-port";
    /** Every browser takes names under localhost for this machine (RFC 6761 §6.3). */
    public static final String HOST = "librairie.localhost";

    /** Code of its form. */
    static final String FORM = "librairie";

    private static final SeedWords WORDS = new SeedWords("demo.bookshop");
    private static final String[] SERVED = { "BE", "CH", "DE", "FR", "GB" };

    private final CatalogEditor editor;
    private final BrandEditor brands;
    private final FormEditor forms;

    @Inject
    public BookshopSeed(CatalogEditor editor, BrandEditor brands, FormEditor forms) {
        this.editor = editor;
        this.brands = brands;
        this.forms = forms;
    }

    /** Adds everything, in the caller's transaction. */
    public void sow() {
        Brand brand = new Brand(BRAND, WORDS.french("brand.name"), "lettres.librairie-du-port.example",
                "bonjour@librairie-du-port.example", WORDS.french("brand.address"), "#0b5d6b", "#ffffff", "fr").at(HOST)
                .answering("Maïwenn Le Goff", "https://www.librairie-du-port.example/vos-donnees")
                .linking("https://www.librairie-du-port.example", "https://www.librairie-du-port.example/vie-privee");
        WORDS.each((locale, words) -> brand.saying(locale, new BrandText(words.getString("brand.heading"),
                words.getString("brand.intro"), words.getString("brand.service"), words.getString("brand.foot"))));
        none(editor.add(brand));
        none(brands.logo(brand.id(), Paper.LIGHT, drawing("/demo/bookshop.svg")));
        none(brands.logo(brand.id(), Paper.DARK, drawing("/demo/bookshop-dark.svg")));
        List<Purpose> all = List.of(reading(brand), meetings(brand), orders(brand));
        CollectionPoint form = new CollectionPoint(brand, FORM, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN)
                .asking(all.get(0), all.get(1));
        none(editor.add(form));
        Map<String, FormText> texts = new TreeMap<>();
        WORDS.each((locale, words) -> texts.put(locale, new FormText(words.getString("form.title"),
                words.getString("form.intro"), words.getString("form.thanks"))));
        none(forms.open(form.id(), new SignUpForm(Presentation.CHECKBOX, false, false, Audience.CONSUMER, "FR",
                Set.of(Channel.SMS), Set.of(), texts)));
        all.forEach(purpose -> none(editor.publishPurpose(purpose.id())));
    }

    private Purpose reading(Brand brand) {
        Purpose reading = asked(brand, "lectures", 1, Channel.EMAIL);
        List<Topic> topics = List.of(WORDS.topic(reading, "romans", 2), WORDS.topic(reading, "bd", 1), WORDS.topic(reading, "album", 1));
        WORDS.add(reading, editor);
        topics.forEach(topic -> none(editor.add(new Stream("lectures-" + topic.code(), reading, topic, Channel.EMAIL, false))));
        return reading;
    }

    private Purpose meetings(Brand brand) {
        Purpose meetings = asked(brand, "rencontres", 2, Channel.EMAIL, Channel.SMS);
        WORDS.add(meetings, editor);
        none(editor.add(new Stream("rencontres", meetings, null, Channel.EMAIL, false)));
        return meetings;
    }

    private Purpose orders(Brand brand) {
        Purpose orders = everybody(LegalBasis.CONTRACT, WORDS.called(new Purpose(brand, "commandes", MessageNature.SERVICE, 3)
                .over(Channel.EMAIL).classifiedBecause(WORDS.french("commandes.classification"))));
        WORDS.add(orders, editor);
        none(editor.add(new Stream("commandes", orders, null, Channel.EMAIL, false)));
        return orders;
    }

    private static Purpose asked(Brand brand, String code, int position, Channel... channels) {
        return everybody(LegalBasis.CONSENT, WORDS.called(new Purpose(brand, code, MessageNature.PROSPECTING, position).over(channels))
                .serving(SERVED).about("livre"));
    }

    private static byte[] drawing(String name) {
        try (InputStream file = BookshopSeed.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
