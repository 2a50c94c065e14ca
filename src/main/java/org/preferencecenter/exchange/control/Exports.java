package org.preferencecenter.exchange.control;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.exchange.entity.Job;

/** Opens exports where they stopped. */
@Singleton
public class Exports {

    @Inject
    public Exports() {
    }

    JobWork open(Job job) {
        throw new JobWork.Impossible("job.log.noFile");
    }
}
