package org.preferencecenter.ledger.control;

import org.postgresql.ds.PGSimpleDataSource;

/** A process that does nothing but seal, to be killed: {@code SealerProcess JDBC-URL}. Says a line for each checkpoint. */
public final class SealerProcess {

    private SealerProcess() {
    }

    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(args[0]);
        Sealer sealer = new LogFixture(database).sealer();
        System.out.println("ready");
        while (true) {
            long sealed = sealer.seal().map(Sealer.Round::entries).orElse(0L);
            if (sealed > 0) {
                System.out.println(sealed);
            }
        }
    }
}
