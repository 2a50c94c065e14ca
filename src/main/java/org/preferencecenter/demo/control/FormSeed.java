package org.preferencecenter.demo.control;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.control.FormEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/** The demo's sign-up forms: one with boxes and refusals, one with lists that want an answer. Words stand in demo/forms_xx. */
@Singleton
public class FormSeed {

    /** The theatre's own form. */
    public static final String BOXES = "formulaire";
    /** The same letter, asked by lists to choose from. */
    public static final String LISTS = "inscription";
    /** Where the first may be framed. */
    private static final String SITE = "https://www.theatre-des-vents.example";

    private final CatalogEditor catalogEditor;
    private final FormEditor formEditor;

    @Inject
    public FormSeed(CatalogEditor catalogEditor, FormEditor formEditor) {
        this.catalogEditor = catalogEditor;
        this.formEditor = formEditor;
    }

    /** Opens what is not open yet, in a demo of an earlier release too; within the caller's transaction. */
    public void open(Catalogue catalogue) {
        Brand brand = catalogue.brand(CatalogueSeed.BRAND).orElseThrow();
        catalogue.collectionPoint(BOXES).filter(point -> point.form().isEmpty()).ifPresent(point ->
                none(formEditor.open(point.id(), new SignUpForm(Presentation.CHECKBOX, false, true, Audience.CONSUMER, "FR",
                        EnumSet.of(Channel.SMS, Channel.PHONE, Channel.POST), Set.of(SITE), texts(BOXES)))));
        if (catalogue.collectionPoint(LISTS).isEmpty()) {
            Purpose[] asked = catalogue.purposesOf(brand).stream()
                    .filter(p -> Set.of("lettre", "partenaires").contains(p.code())).toArray(Purpose[]::new);
            CollectionPoint lists = new CollectionPoint(brand, LISTS, CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN)
                    .asking(asked);
            none(catalogEditor.add(lists));
            none(formEditor.open(lists.id(), new SignUpForm(Presentation.DROPDOWN, true, false, Audience.CONSUMER, "FR", Set.of(),
                    Set.of(), texts(LISTS))));
        }
    }

    private static Map<String, FormText> texts(String form) {
        Map<String, FormText> texts = new TreeMap<>();
        for (String locale : List.of("fr", "en")) {
            ResourceBundle words = ResourceBundle.getBundle("demo.forms", Locale.forLanguageTag(locale),
                    FormSeed.class.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            texts.put(locale, new FormText(words.getString(form + ".title"), words.getString(form + ".intro"),
                    words.getString(form + ".thanks")));
        }
        return texts;
    }

    private static void none(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("the demo's forms have flaws: " + flaws);
        }
    }
}
