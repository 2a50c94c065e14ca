package org.preferencecenter.office.control;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.entity.FoundWave;
import org.preferencecenter.office.entity.Due;

/** Waves of stops that nobody has judged yet. */
@Singleton
public class WavesNeedYou implements NeedsYou {

    private static final int MOST = 5;

    private final FoundWaves waves;

    @Inject
    public WavesNeedYou(FoundWaves waves) {
        this.waves = waves;
    }

    @Override
    public List<Due> of(Officer officer) {
        return !officer.may(Right.REVIEW_BURSTS) ? List.of() : waves.unjudged(MOST).stream()
                .filter(wave -> wave.brands().stream().anyMatch(brand -> brand == 0 || officer.may(Right.REVIEW_BURSTS, brand)))
                .map(wave -> new Due("burst", wave.wave().quickShare() >= 0.5 ? "due.burst.quick" : "due.burst",
                        List.of(wave.wave().stops(), wave.wave().domain()), "burst?id=" + wave.id(), wave.wave().from(), brand(wave)))
                .toList();
    }

    private static Integer brand(FoundWave wave) {
        return wave.brands().size() == 1 && wave.brands().get(0) > 0 ? wave.brands().get(0) : null;
    }
}
