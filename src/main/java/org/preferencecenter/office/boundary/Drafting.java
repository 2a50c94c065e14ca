package org.preferencecenter.office.boundary;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.Changes;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.Editor;

/** The transactions of changes: kept where something was done, undone where it was refused, seen by all once published. */
@RequestScoped
public class Drafting {

    @Inject
    private UserTransaction transaction;
    @Inject
    private Changes changes;
    @Inject
    private Catalog catalog;
    @Inject
    private Desk desk;

    /** Whoever is signed in, as the catalogue remembers them. */
    public Editor me() {
        return new Editor(desk.officer().account(), desk.officer().name());
    }

    /** Reads, and writes nothing. */
    public <T> T read(Function<Changes, T> work) {
        return in(work, answer -> false);
    }

    /** Does something that always succeeds, and writes it down. */
    public Change begin(String action, Function<Changes, Change> work) {
        Change change = in(work, answer -> true);
        audit(action, change);
        return change;
    }

    /** Does something that may be refused; written down where it was done. @param action such as {@code change.saved} */
    public ChangeAnswer act(String action, Function<Changes, ChangeAnswer> work) {
        ChangeAnswer answer = in(work, ChangeAnswer::done);
        if (answer.done()) {
            audit(action, answer.change().orElseThrow());
        }
        return answer;
    }

    /** Makes it live, and everybody here sees it at once. */
    public ChangeAnswer publish(Function<Changes, ChangeAnswer> work) {
        ChangeAnswer answer = act("change.published", work);
        if (answer.done()) {
            in(none -> {
                catalog.refresh();
                return null;
            }, nothing -> false);
        }
        return answer;
    }

    private void audit(String action, Change change) {
        desk.audit(action, "change:" + change.id(), change.brand(), Map.of("kind", change.kind(), "subject", change.subject(),
                "version", change.version()));
    }

    private <T> T in(Function<Changes, T> work, Function<T, Boolean> keep) {
        boolean done = false;
        try {
            transaction.begin();
            T answer = work.apply(changes);
            if (keep.apply(answer)) {
                transaction.commit();
                done = true;
            }
            return answer;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the catalogue could not be changed", e);
        } finally {
            if (!done) {
                undo();
            }
        }
    }

    private void undo() {
        try {
            if (transaction.getStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (jakarta.transaction.SystemException e) {
            throw new IllegalStateException("the transaction cannot be ended", e);
        }
    }

    /** A change that whoever is signed in may see: they edit or publish its brand's. */
    public Optional<Change> visible(int id) {
        return read(all -> all.find(id)).filter(change -> mayRead(change.brand()) || change.kind() == Change.Kind.SCRIPT
                && desk.officer().may(Right.EDIT_BRANDS, change.brand()));
    }

    /** Whether drafts of a brand are shown to them. */
    public boolean mayRead(int brand) {
        return desk.officer().may(Right.EDIT_CATALOG, brand) || desk.officer().may(Right.PUBLISH, brand);
    }
}
