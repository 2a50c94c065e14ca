package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Change.Kind;
import org.preferencecenter.catalog.entity.Change.State;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.ChangeAnswer.Refusal;
import org.preferencecenter.catalog.entity.ChangeStep.Act;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Editor;
import org.preferencecenter.catalog.entity.PurposeDraft;

/**
 * Changes of the catalogue on their way from the first draft to being live: one person writes, another publishes (W-15).
 * Each method asks for an open transaction, which the caller rolls back unless the answer is {@link ChangeAnswer#done}; whoever
 * commits a publication refreshes the {@link Catalog}.
 */
@Singleton
public class Changes {

    /** The longest that is said about a step, in characters. */
    public static final int NOTE = 1000;

    private final EntityManager entityManager;
    private final ChangeContents contents;
    private final PurposeEditor editor;
    private final Clock clock;
    private final Beginnings beginnings;

    @Inject
    public Changes(EntityManager entityManager, ChangeContents contents, Clock clock) {
        this.entityManager = entityManager;
        this.contents = contents;
        this.editor = contents.purposes();
        this.clock = clock;
        this.beginnings = new Beginnings(entityManager, contents, clock, this);
    }

    /** Begins a new purpose. */
    public Change begin(int brand, PurposeDraft draft, Editor by) {
        return beginnings.fresh(brand, draft, by);
    }

    /**
     * Begins to change or to retire a purpose, or goes on with the change of it that is open.
     *
     * @param kind EDIT or RETIRE
     * @return nothing if there is no such purpose, or it is retired
     */
    public Optional<Change> begin(int purpose, Kind kind, Editor by) {
        return beginnings.of(purpose, kind, by);
    }

    /** Moves a purpose among its brand's, in the order that is open, or in a new one. @param places down; negative: up */
    public Optional<Change> move(int brandId, String code, int places, Editor by) {
        return beginnings.move(brandId, code, places, by);
    }

    /** Begins to change what agents read out at a desk, or goes on with the change of it that is open; nothing: no such desk. */
    public Optional<Change> script(int point, Editor by) {
        return beginnings.script(point, by);
    }

    /** The script of a desk that somebody works on. */
    public Optional<Change> openScript(int brand, String code) {
        return open(brand).stream().filter(change -> change.kind() == Kind.SCRIPT && change.subject().equals(code)).findFirst();
    }

    /** Keeps what a script says. @param wordings by locale; as {@link #save} otherwise */
    public ChangeAnswer save(int id, int seen, SortedMap<String, String> wordings, Editor by) {
        return with(id, seen, change -> {
            change.says(change.subject(), DraftJson.of(wordings), null, by, clock.instant());
            return ChangeAnswer.did(change);
        });
    }

    /** The order of a brand's purposes that somebody works on. */
    public Optional<Change> openOrder(int brand) {
        return open(brand).stream().filter(change -> change.kind() == Kind.ORDER).findFirst();
    }

    /** Keeps what a draft says, flaws and all. @param seen the version that its author saw */
    public ChangeAnswer save(int id, int seen, PurposeDraft draft, Boolean covers, Editor by) {
        return with(id, seen, change -> {
            change.says(draft.code(), DraftJson.of(draft), covers, by, clock.instant());
            return ChangeAnswer.did(change);
        });
    }

    /** Hands it in to be published. */
    public ChangeAnswer submit(int id, int seen, Editor by, String note) {
        return with(id, seen, change -> {
            if (change.kind() != Kind.RETIRE && change.base().filter(base -> contents.same(change.kind(), base, change.contents())).isPresent()) {
                return ChangeAnswer.not(change, Refusal.SAME);
            }
            List<Found> flaws = review(change);
            if (!flaws.isEmpty()) {
                return new ChangeAnswer(Optional.of(change), Optional.of(Refusal.FLAWED), flaws);
            }
            change.goes(State.SUBMITTED, Act.SUBMITTED, by, clock.instant(), note);
            return ChangeAnswer.did(change);
        });
    }

    /** Everything that stands against it now. */
    public List<Found> review(Change change) {
        return contents.review(change);
    }

    /** Takes it back before anybody decided. */
    public ChangeAnswer takeBack(int id, int seen, Editor by) {
        return with(id, seen, change -> {
            change.goes(State.DRAFT, Act.TAKEN_BACK, by, clock.instant(), null);
            return ChangeAnswer.did(change);
        });
    }

    /** Gives it back to its author. @param note why: required */
    public ChangeAnswer giveBack(int id, int seen, Editor by, String note) {
        return with(id, seen, change -> {
            if (change.state() != State.SUBMITTED) {
                return ChangeAnswer.not(change, Refusal.NOT_SUBMITTED);
            }
            if (note == null || note.isBlank()) {
                return ChangeAnswer.not(change, Refusal.NOTE);
            }
            change.goes(State.RETURNED, Act.RETURNED, by, clock.instant(), note);
            return ChangeAnswer.did(change);
        });
    }

    /** Ends it unpublished; it stays in the history. */
    public ChangeAnswer drop(int id, int seen, Editor by, String note) {
        return with(id, seen, change -> {
            change.goes(State.DROPPED, Act.DROPPED, by, clock.instant(), note);
            return ChangeAnswer.did(change);
        });
    }

    /** Begins again from what is live now, keeping what it changes. */
    public ChangeAnswer rebase(int id, int seen, Editor by) {
        return with(id, seen, change -> {
            Optional<String> live = live(change);
            if (live.isEmpty() || change.base().isEmpty()) {
                return ChangeAnswer.not(change, Refusal.GONE);
            }
            change.rebased(live.get(), contents.onto(change, change.base().get(), live.get()), by, clock.instant());
            return ChangeAnswer.did(change);
        });
    }

    /**
     * Makes it live, if somebody else wrote it, it was handed in, and what is live is still what it was begun from.
     *
     * @param alone true in a house of one person: who wrote it may publish it
     */
    public ChangeAnswer publish(int id, int seen, Editor by, boolean alone) {
        return with(id, seen, change -> {
            if (change.state() != State.SUBMITTED) {
                return ChangeAnswer.not(change, Refusal.NOT_SUBMITTED);
            }
            if (!alone && change.writtenBy(by)) {
                return ChangeAnswer.not(change, Refusal.OWN);
            }
            // The lock first: what is compared with must be what is overwritten.
            editor.lock(change.brand());
            return stale(change) ? ChangeAnswer.not(change, Refusal.STALE) : publish(change, by);
        });
    }

    private ChangeAnswer publish(Change change, Editor by) {
        ChangeContents.Made made = contents.publish(change);
        if (!made.flaws().isEmpty()) {
            return new ChangeAnswer(Optional.of(change), Optional.of(Refusal.FLAWED), made.flaws());
        }
        change.done(made.purpose(), by, clock.instant(), null);
        return ChangeAnswer.did(change);
    }

    /** Whether what is live is no longer what it was begun from. */
    public boolean stale(Change change) {
        return change.base().isPresent() && !live(change).filter(live -> contents.same(change.kind(), live, change.base().get()))
                .isPresent();
    }

    /** What is live now of what it changes, as JSON; nothing: it is new, or gone. */
    public Optional<String> live(Change change) {
        return contents.live(change);
    }

    /** Does something to an open change that nobody touched since it was seen; the row's lock keeps it so. */
    private ChangeAnswer with(int id, int seen, java.util.function.Function<Change, ChangeAnswer> work) {
        Change change = entityManager.find(Change.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (change == null || !change.state().open()) {
            return ChangeAnswer.not(change, Refusal.GONE);
        }
        // Read now: whoever is refused is told who was there before, when the transaction has ended.
        change.steps().size();
        if (change.version() != seen) {
            return ChangeAnswer.not(change, Refusal.CHANGED);
        }
        ChangeAnswer answer = work.apply(change);
        if (answer.done()) {
            entityManager.flush();
        }
        return answer;
    }

    /** One change, with its steps; open or not. */
    public Optional<Change> find(int id) {
        return read("select distinct c from Change c left join fetch c.steps where c.id = ?1", id).stream().findFirst();
    }

    /** Those of a brand that somebody works on, newest first. */
    public List<Change> open(int brand) {
        return read("select distinct c from Change c left join fetch c.steps where c.brand = ?1 and c.state in ("
                + "org.preferencecenter.catalog.entity.Change.State.DRAFT, org.preferencecenter.catalog.entity.Change.State.SUBMITTED,"
                + " org.preferencecenter.catalog.entity.Change.State.RETURNED) order by c.id desc", brand);
    }

    /** All of a purpose, newest first. */
    public List<Change> of(int purpose) {
        return read("select distinct c from Change c left join fetch c.steps where c.purpose = ?1 order by c.id desc", purpose);
    }

    private List<Change> read(String query, int parameter) {
        return entityManager.createQuery(query, Change.class).setParameter(1, parameter).getResultList();
    }
}
