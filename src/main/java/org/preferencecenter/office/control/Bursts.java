package org.preferencecenter.office.control;

import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.entity.FoundWave;

/** Judges waves of stops: what was decided and who decided it stand or fall together. */
@Singleton
public class Bursts {

    private final DataSource database;
    private final FoundWaves waves;
    private final Audit audit;

    @Inject
    public Bursts(DataSource database, FoundWaves waves, Audit audit) {
        this.database = database;
        this.waves = waves;
        this.audit = audit;
    }

    /**
     * Says what a wave was. Robots: what they stopped is put back from now on, behind everybody's back.
     *
     * @param reason 1 to {@link FoundWave#LONGEST_REASON} characters
     * @return false if somebody has judged it before: nothing is changed
     * @throws org.preferencecenter.consent.control.DatabaseAway if the database is
     */
    public boolean judge(Officer by, FoundWave wave, FoundWave.Verdict verdict, String reason) {
        return Count.in(database, connection -> {
            boolean judged = waves.judge(connection, wave.id(), verdict, by.account(), reason);
            if (judged) {
                Integer brand = wave.brands().size() == 1 && wave.brands().get(0) > 0 ? wave.brands().get(0) : null;
                audit.write(connection, by, verdict == FoundWave.Verdict.ROBOTS ? "burst.restored" : "burst.kept",
                        "burst:" + wave.id(), brand, Map.of("stops", wave.wave().stops()));
            }
            return judged;
        });
    }
}
