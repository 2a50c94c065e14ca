package org.preferencecenter.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** What most desks do instead of asking: the list minus those who opted out, in the database. Knows no law and no reason. */
final class AntiJoin {

    /** @param rows who is left */
    record Result(double seconds, long rows) {
    }

    private final PGSimpleDataSource database;

    AntiJoin(PGSimpleDataSource database) {
        this.database = database;
    }

    /** @param addresses one a line, in the form in which they are compared */
    Result run(byte[] addresses) throws SQLException, IOException {
        long begin = System.nanoTime();
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            sql.execute("create temp table asked (normal text not null)");
            copy.copyIn("copy asked from stdin", new ByteArrayInputStream(addresses));
            sql.execute("analyze asked");
            long rows = copy.copyOut("""
                    copy (select k.normal from asked k where not exists (
                              select 1 from address a join choice c on c.recipient_id = a.recipient_id
                              where a.channel = 'EMAIL' and a.normal = k.normal and c.scope_kind = 3 and c.scope_id = 1
                                and c.state in (3, 4, 5, 6))) to stdout""", OutputStream.nullOutputStream());
            return new Result((System.nanoTime() - begin) / 1e9, rows);
        }
    }
}
