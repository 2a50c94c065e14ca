package org.preferencecenter.rights.control;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import javax.sql.DataSource;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.rights.entity.Copy;
import org.preferencecenter.rights.entity.Held;
import org.preferencecenter.rights.entity.Intelligible;
import org.preferencecenter.sms.control.UnclearTexts;

/** Collects everything held of one person (GDPR art. 15), from one snapshot. Throws {@code DatabaseAway} if the database is. */
@Singleton
public class Copies {

    /** What is sealed, and under which label. */
    private static final Map<String, String> SEALED = Map.of("kept_mail", KeptMail.LABEL, "sms_unclear", UnclearTexts.LABEL,
            "rights_request", RightsRequests.LABEL);

    private final DataSource database;
    private final Clock clock;
    private final Suppressions suppressions;
    private final PersonFiles files;
    private final EvidenceFiles evidence;
    private final Vault vault;

    @Inject
    public Copies(DataSource database, Clock clock, Suppressions suppressions, PersonFiles files, EvidenceFiles evidence, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.suppressions = suppressions;
        this.files = files;
        this.evidence = evidence;
        this.vault = vault;
    }

    /**
     * Everything, with names where tables have numbers.
     *
     * @param catalogue names what numbers stand for, in {@code language}
     */
    public Copy of(long recipient, Catalogue catalogue, String language) {
        Intelligible intelligible = new Intelligible(catalogue, language);
        long holder = files.standsFor(recipient);
        String about = String.join(", ", catalogue.brands().stream().map(Brand::name).distinct().toList());
        return Transaction.in(database, connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Whose whose = Whose.read(connection, holder, suppressions);
                Map<String, Copy.Enclosed> enclosed = enclosed(connection, holder);
                List<Copy.Rows> tables = new ArrayList<>();
                for (Held held : PersonalData.OF_PEOPLE) {
                    tables.add(new Copy.Rows(held.table(), held.part(), rows(connection, whose, held).stream()
                            .map(row -> held.table().equals("evidence") ? named(row, enclosed) : row).map(intelligible::row).toList()));
                }
                tables.sort(Comparator.comparing(Copy.Rows::part));
                return new Copy(clock.instant(), about, tables, List.copyOf(enclosed.values()));
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        });
    }

    /** By id, numbered from the oldest. */
    private Map<String, Copy.Enclosed> enclosed(Connection connection, long holder) throws SQLException {
        List<Evidence> theirs = evidence.of(connection, holder).stream()
                .sorted(Comparator.comparing(Evidence::at).thenComparing(Evidence::id)).toList();
        Map<String, Copy.Enclosed> enclosed = new LinkedHashMap<>();
        for (Evidence one : theirs) {
            enclosed.put(one.id().toString(), new Copy.Enclosed("evidence/" + one.neutralName(enclosed.size() + 1), one));
        }
        return enclosed;
    }

    /** What evidence is called, or says, is sealed as its content is. */
    private static JsonObject named(JsonObject row, Map<String, Copy.Enclosed> enclosed) {
        Copy.Enclosed file = enclosed.get(row.getString("id"));
        JsonObjectBuilder told = Json.createObjectBuilder(row).remove("id");
        return file == null ? told.build() : told.add("name", file.evidence().name()).add("file", file.name()).build();
    }

    private List<JsonObject> rows(Connection connection, Whose whose, Held held) throws SQLException {
        List<JsonObject> rows = new ArrayList<>();
        try (PreparedStatement select = whose.prepare(connection, held.select()); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(opened(held.table(), Json.createReader(new StringReader(row.getString(1))).readObject()));
            }
        }
        return rows;
    }

    /** What is sealed is opened for whom it is about. */
    private JsonObject opened(String table, JsonObject row) {
        if (!SEALED.containsKey(table)) {
            return row;
        }
        // As PostgreSQL writes octets: \x and hexadecimal digits.
        String hex = row.isNull("sealed") ? "" : row.getString("sealed").substring(2);
        JsonObject without = Json.createObjectBuilder(row).remove("sealed").build();
        return hex.isEmpty() ? without : Json.createObjectBuilder(without).add("text", new String(
                vault.open(SEALED.get(table), HexFormat.of().parseHex(hex)), StandardCharsets.UTF_8)).build();
    }
}
