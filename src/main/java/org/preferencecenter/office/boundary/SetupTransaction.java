package org.preferencecenter.office.boundary;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Flaw;

/** The transaction in which an editor of the catalogue saves: whole, or not at all. */
@RequestScoped
public class SetupTransaction {

    @Inject
    private UserTransaction transaction;
    @Inject
    private Catalog catalog;

    /**
     * Commits only what has no flaw.
     *
     * @param right whether nothing else is wrong by then
     * @throws RollbackException if somebody else was faster
     */
    public List<Flaw> run(Supplier<List<Flaw>> change, BooleanSupplier right) throws RollbackException {
        try {
            transaction.begin();
            try {
                List<Flaw> flaws = change.get();
                if (flaws.isEmpty() && right.getAsBoolean()) {
                    transaction.commit();
                }
                return flaws;
            } finally {
                end();
            }
        } catch (NotSupportedException | SystemException | HeuristicMixedException | HeuristicRollbackException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Lets everybody here see what is stored now, in a transaction of its own that writes nothing. */
    public void refresh() {
        try {
            transaction.begin();
            try {
                catalog.refresh();
            } finally {
                end();
            }
        } catch (NotSupportedException | SystemException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void end() throws SystemException {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            transaction.rollback();
        }
    }
}
