package org.preferencecenter.catalog.control;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Change.Kind;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.PurposeDraft;

/**
 * What a change of each kind says: how it compares with what is live, what stands against it, and how it is made live. On its
 * way from hand to hand, {@link Changes} has it. Each method asks for an open transaction.
 */
@Singleton
public class ChangeContents {

    /** What was made live. @param purpose its id, 0 where none was made */
    record Made(int purpose, List<Found> flaws) {
    }

    private final PurposeEditor purposes;
    private final CatalogEditor retiring;
    private final ScriptEditor scripts;

    @Inject
    public ChangeContents(PurposeEditor purposes, CatalogEditor retiring, ScriptEditor scripts) {
        this.purposes = purposes;
        this.retiring = retiring;
        this.scripts = scripts;
    }

    PurposeEditor purposes() {
        return purposes;
    }

    ScriptEditor scripts() {
        return scripts;
    }

    /** Whether two texts of a change's kind say the same. */
    boolean same(Kind kind, String one, String other) {
        return switch (kind) {
            case ORDER -> DraftJson.order(one).equals(DraftJson.order(other));
            case SCRIPT -> DraftJson.script(one).equals(DraftJson.script(other));
            default -> DraftJson.draft(one).equals(DraftJson.draft(other));
        };
    }

    /** What is live now of what it changes, as JSON; nothing: it is new, or gone. */
    Optional<String> live(Change change) {
        if (change.kind() == Kind.SCRIPT) {
            return scripts.lock(change.subject()).map(point -> DraftJson.of(scripts.current(point.id())));
        }
        Catalogue live = purposes.live();
        return change.kind() == Kind.ORDER
                ? live.brand(change.brand()).map(brand -> DraftJson.of(purposes.order(live, brand)))
                : change.purpose().flatMap(live::purpose).filter(purpose -> !purpose.retired())
                        .map(purpose -> DraftJson.of(PurposeDraft.of(purpose, live)));
    }

    /** What it says when it is begun again from what is live now: what it changes stays changed. */
    String onto(Change change, String base, String live) {
        return switch (change.kind()) {
            case EDIT -> DraftJson.of(DraftJson.draft(change.contents()).onto(DraftJson.draft(base), DraftJson.draft(live)));
            case SCRIPT -> change.contents();
            default -> live;
        };
    }

    /** Everything that stands against it now. */
    List<Found> review(Change change) {
        if (change.kind() == Kind.SCRIPT) {
            return scripts.lock(change.subject()).map(point -> whole(DeskScript.review(point, DraftJson.script(change.contents()))))
                    .orElseGet(() -> gone(change));
        }
        if (change.kind() == Kind.ORDER || change.kind() == Kind.RETIRE) {
            return List.of();
        }
        Catalogue live = purposes.live();
        return live.brand(change.brand()).map(brand -> purposes.review(live, brand, change.purpose().flatMap(live::purpose),
                DraftJson.draft(change.contents()), change.covers().orElse(null))).orElse(List.of());
    }

    /** Makes it live, unless it has flaws. */
    Made publish(Change change) {
        return switch (change.kind()) {
            case NEW, EDIT -> {
                PurposeEditor.Made made = purposes.publish(change.brand(), change.purpose().orElse(null),
                        DraftJson.draft(change.contents()), change.covers().orElse(null));
                yield new Made(made.purpose(), made.flaws());
            }
            case RETIRE -> new Made(0, whole(retiring.retirePurpose(change.purpose().orElseThrow())));
            case ORDER -> new Made(0, whole(purposes.order(change.brand(), DraftJson.order(change.contents()))));
            case SCRIPT -> {
                Optional<CollectionPoint> point = scripts.lock(change.subject());
                yield new Made(0, point.map(desk -> whole(scripts.publish(desk, DraftJson.script(change.contents()))))
                        .orElseGet(() -> gone(change)));
            }
        };
    }

    private static List<Found> gone(Change change) {
        return whole(List.of(Flaw.Rule.UNKNOWN.in(change.subject(), change.subject())));
    }

    private static List<Found> whole(List<Flaw> flaws) {
        return flaws.stream().map(flaw -> new Found("purpose", flaw)).toList();
    }
}
