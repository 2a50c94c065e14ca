package org.preferencecenter.decision.control;

import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Question;

/**
 * Gathers what is known about the people whom questions are about: many at once, in a fixed number of statements however
 * many they are, so that one question and a million are answered from the same reading.
 */
@Singleton
public class FactReader {

    private final DataSource database;
    private final Suppressions suppressions;
    private final OppositionLists oppositionLists;
    private final Catalog catalog;

    @Inject
    public FactReader(DataSource database, Suppressions suppressions, OppositionLists oppositionLists, Catalog catalog) {
        this.database = database;
        this.suppressions = suppressions;
        this.oppositionLists = oppositionLists;
        this.catalog = catalog;
    }

    /**
     * The facts of each question, in their order.
     *
     * @throws org.preferencecenter.consent.control.DatabaseAway if the database is away; nothing is known then
     */
    public List<Facts> read(List<Question> questions) {
        throw new UnsupportedOperationException("not yet");
    }
}
