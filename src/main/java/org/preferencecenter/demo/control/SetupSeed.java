package org.preferencecenter.demo.control;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.control.FormEditor;
import org.preferencecenter.catalog.control.ScriptEditor;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Purpose;

/** What the demo's house is set up with besides its catalogue: the box office's script and place, and two API keys. */
@Singleton
public class SetupSeed {

    /** The theatre's box office. */
    public static final String DESK = "guichet";

    private final DeskScripts scripts;
    private final ScriptEditor editor;
    private final FormEditor forms;
    private final ApiKeys keys;
    private final Clock clock;

    @Inject
    public SetupSeed(DeskScripts scripts, ScriptEditor editor, FormEditor forms, ApiKeys keys, Clock clock) {
        this.scripts = scripts;
        this.editor = editor;
        this.forms = forms;
        this.keys = keys;
        this.clock = clock;
    }

    /** Says where the box office is, in a demo of an earlier release too; within the caller's transaction. */
    public void place(Catalogue catalogue) {
        CollectionPoint desk = catalogue.collectionPoint(DESK).orElseThrow();
        if (desk.place().isEmpty() && !desk.retired()) {
            none(forms.change(desk.id(), desk.version(), new FormEditor.Wanted(desk.purposes().stream()
                    .filter(purpose -> !purpose.retired()).map(Purpose::id).collect(Collectors.toSet()), null,
                    words("fr").getString("guichet.place"))));
        }
    }

    /** Adds whatever is missing, within the caller's transaction. */
    public void sow(Catalogue catalogue) {
        CollectionPoint desk = catalogue.collectionPoint(DESK).orElseThrow();
        if (scripts.latest(desk.id(), "fr").isEmpty()) {
            Map<String, String> wordings = new TreeMap<>();
            List.of("fr", "en").forEach(locale -> wordings.put(locale, words(locale).getString("guichet.script")));
            none(editor.publish(desk, wordings));
        }
        OptionalInt theatre = OptionalInt.of(desk.brand().id());
        if (keys.list(Optional.of(Set.of(desk.brand().id())), null).isEmpty()) {
            ResourceBundle words = words("fr");
            // Nobody knows their secrets: they are there to be looked at. One ends soon, so that the office says so.
            keys.create(new KeyOrder(words.getString("key.shop"), Set.of(Permission.ASK, Permission.REPORT), theatre, 6_000,
                    clock.instant().plus(Duration.ofDays(300))));
            keys.create(new KeyOrder(words.getString("key.letter"), Set.of(Permission.SEND), theatre, 600,
                    clock.instant().plus(Duration.ofDays(10))));
        }
    }

    static ResourceBundle words(String locale) {
        return ResourceBundle.getBundle("demo.forms", Locale.forLanguageTag(locale), SetupSeed.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static void none(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("the demo's desk has flaws: " + flaws);
        }
    }
}
