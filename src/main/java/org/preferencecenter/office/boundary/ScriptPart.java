package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;

/** What agents read out at a desk: the words as they are, as they wait for a second person, and as they were (S-44, W-15). */
@RequestScoped
public class ScriptPart {

    @Inject
    private Desk desk;
    @Inject
    private DeskScripts scripts;
    @Inject
    private Drafting drafting;
    private Map<String, String> words;

    /** A version of the script, as a line of its history. @param current whether it is read out now */
    public record Version(int version, String language, String tag, String day, String wording, boolean current) {
    }

    /** As somebody works on them; else as they are read out now; by locale. */
    Map<String, String> words(CollectionPoint point) {
        if (words == null) {
            words = waiting(point).map(change -> (Map<String, String>) DraftJson.script(change.contents()))
                    .orElseGet(() -> scripts.current(point.id()).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().wording())));
        }
        return words;
    }

    /** The change of the script that somebody works on, or that waits to be published. */
    Optional<Change> waiting(CollectionPoint point) {
        return drafting.read(all -> all.openScript(point.brand().id(), point.code()));
    }

    /** How a change stands, with whom. */
    String standing(Change change) {
        return desk.say("change.is." + change.state()) + " · " + desk.say("change.by", change.last().by().name(),
                desk.time(change.changedAt()));
    }

    List<Version> versions(CollectionPoint point) {
        List<Version> versions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DeskScript script : scripts.history(point.id())) {
            versions.add(new Version(script.version(), Locale.forLanguageTag(script.locale()).getDisplayLanguage(
                    Locale.forLanguageTag(desk.getLanguage())), script.locale(),
                    desk.time(script.publishedAt()), script.wording(), seen.add(script.locale())));
        }
        return versions;
    }

    /**
     * Keeps the words and hands them in, then leads to the change.
     *
     * @param current whether the form was filled in from what there is now
     * @return why it was not done; nothing: it was
     */
    Optional<String> hand(CollectionPoint point, boolean current, SortedMap<String, String> wordings) {
        Optional<Change> open = waiting(point);
        if (!current) {
            return Optional.of(open.map(change -> refused(ChangeAnswer.Refusal.CHANGED, change))
                    .orElseGet(() -> desk.say("change.refused.GONE")));
        }
        Change change = open.orElseGet(() -> drafting.begin("change.opened", all -> all.script(point.id(), drafting.me()).orElseThrow()));
        ChangeAnswer saved = drafting.act("change.saved", all -> all.save(change.id(), change.version(), wordings, drafting.me()));
        ChangeAnswer sent = !saved.done() ? saved : drafting.act("change.submitted", all -> all.submit(change.id(),
                saved.change().orElseThrow().version(), drafting.me(), null));
        if (sent.done()) {
            desk.redirect("change?id=" + change.id(), "change.submitted");
        }
        return sent.refusal().map(refusal -> refused(refusal, change));
    }

    private String refused(ChangeAnswer.Refusal refusal, Change change) {
        return desk.say("change.refused." + refusal, change.last().by().name(), desk.time(change.changedAt()));
    }
}
