package org.preferencecenter.demo.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Changes;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.Editor;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.Channel;

/** What the demo's desk works on: a new wording that waits for approval, and a new purpose that was returned with a note. */
@Singleton
public class DraftSeed {

    /** Code of the purpose that was returned. */
    public static final String RETURNED = "podcast";
    private final Changes changes;
    private final StaffSeed staff;

    @Inject
    public DraftSeed(Changes changes, StaffSeed staff) {
        this.changes = changes;
        this.staff = staff;
    }

    /** Adds both to a demo whose desk has not worked yet, in the caller's transaction. */
    public void sow(Catalogue catalogue) {
        Brand brand = catalogue.brand(CatalogueSeed.BRAND).orElseThrow();
        Purpose letter = catalogue.purposesOf(brand).stream().filter(p -> p.code().equals("lettre")).findFirst().orElseThrow();
        if (changes.open(brand.id()).isEmpty() && changes.of(letter.id()).isEmpty()) {
            Editor malik = staff.editor("marketing", "Malik Benali");
            waiting(letter, PurposeDraft.of(letter, catalogue), malik);
            returned(brand, PurposeDraft.of(letter, catalogue), malik, staff.editor("dpo", "Denise Laurent"));
        }
    }

    private void waiting(Purpose letter, PurposeDraft live, Editor malik) {
        Change change = changes.begin(letter.id(), Change.Kind.EDIT, malik).orElseThrow();
        List<Subject> topics = new ArrayList<>(live.topics());
        topics.add(new Subject("cirque", 1, false, said("letter.circus")));
        PurposeDraft draft = new PurposeDraft(live.code(), live.nature(), live.classification(), live.functions(), live.families(),
                live.sector(), live.retentionMonths(), live.offered(), live.tracking(), live.grounds(), live.channels(),
                live.countries(), live.texts(), topics, new TreeMap<>(both("letter.notice")), live.forms());
        Change saved = changes.save(change.id(), change.version(), draft, false, malik).change().orElseThrow();
        done(changes.submit(saved.id(), saved.version(), malik, say("fr", "letter.note")));
    }

    private void returned(Brand brand, PurposeDraft like, Editor malik, Editor denise) {
        PurposeDraft draft = new PurposeDraft(RETURNED, like.nature(), "", like.functions(), like.families(), "", 36, true, false,
                like.grounds(), new TreeSet<>(java.util.Set.of(Channel.EMAIL)), like.countries(), said("podcast"), List.of(),
                new TreeMap<>(both("podcast.notice")), new TreeSet<>());
        Change change = changes.begin(brand.id(), draft, malik);
        done(changes.submit(change.id(), change.version(), malik, null));
        done(changes.giveBack(change.id(), change.version(), denise, say("fr", "podcast.note")));
    }

    private static void done(ChangeAnswer answer) {
        if (!answer.done()) {
            throw new IllegalStateException("the demo's drafts have flaws: " + answer.refusal() + answer.flaws());
        }
    }

    private static TreeMap<String, Said> said(String key) {
        TreeMap<String, Said> said = new TreeMap<>();
        List.of("fr", "en").forEach(locale -> said.put(locale, new Said(say(locale, key + ".title"), say(locale, key + ".about"))));
        return said;
    }

    private static Map<String, String> both(String key) {
        return Map.of("fr", say("fr", key), "en", say("en", key));
    }

    private static String say(String locale, String key) {
        return ResourceBundle.getBundle("demo.drafts", Locale.forLanguageTag(locale), DraftSeed.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).getString(key);
    }
}
