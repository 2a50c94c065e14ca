package org.preferencecenter.consent.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.platform.control.Vault;

/**
 * National lists of numbers whose holders want no commercial calls (S-24), as imported: keyed hashes and the list's date.
 * Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class OppositionLists {

    private final DataSource database;
    private final Vault vault;

    @Inject
    public OppositionLists(DataSource database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * What each imported list says of each number, by the list's code; in the order of the numbers. A list never imported
     * is missing. Costs nothing while no list was imported.
     */
    public List<Map<String, Listing>> listings(List<String> numbers) {
        return Collections.nCopies(numbers.size(), Map.of());
    }
}
