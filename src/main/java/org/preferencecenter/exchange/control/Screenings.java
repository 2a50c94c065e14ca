package org.preferencecenter.exchange.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.exchange.entity.Job;

/** Opens screenings where they stopped. */
@Singleton
public class Screenings {

    @Inject
    public Screenings() {
    }

    JobWork open(Job job) {
        throw new JobWork.Impossible("job.log.noFile");
    }
}
