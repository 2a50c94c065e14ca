package org.preferencecenter.demo.control;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;

/** The words of one brand of the demo, in French and English, put where the catalogue wants them. */
final class SeedWords {

    private final Map<String, ResourceBundle> locales = new TreeMap<>();

    /** @param bundle base name of its words */
    SeedWords(String bundle) {
        for (String locale : List.of("fr", "en")) {
            locales.put(locale, ResourceBundle.getBundle(bundle, Locale.forLanguageTag(locale), SeedWords.class.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    String french(String key) {
        return locales.get("fr").getString(key);
    }

    void each(BiConsumer<String, ResourceBundle> use) {
        locales.forEach(use);
    }

    Purpose called(Purpose purpose) {
        each((locale, words) -> purpose.called(locale, words.getString(purpose.code() + ".title"),
                words.getString(purpose.code() + ".about")));
        return purpose;
    }

    Topic topic(Purpose purpose, String code, int perMonth) {
        Topic topic = purpose.topic(code, perMonth);
        each((locale, words) -> topic.called(locale, words.getString(code + ".title"), words.getString(code + ".about")));
        return topic;
    }

    /** Adds the purpose with its notices. */
    void add(Purpose purpose, CatalogEditor editor) {
        none(editor.add(purpose, Set.of(Audience.values())));
        Map<String, String> notices = new TreeMap<>();
        each((locale, words) -> notices.put(locale, words.getString(purpose.code() + ".notice")));
        none(editor.publish(purpose.id(), notices));
    }

    /** The same basis for everybody, everywhere. */
    static Purpose everybody(LegalBasis basis, Purpose purpose) {
        for (Audience audience : Audience.values()) {
            purpose.on(basis, audience, Basis.ANYWHERE);
        }
        return purpose;
    }

    /** @throws IllegalStateException if there are any */
    static void none(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("the demo's catalogue has flaws: " + flaws);
        }
    }
}
