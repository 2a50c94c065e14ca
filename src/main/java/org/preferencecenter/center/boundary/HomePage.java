package org.preferencecenter.center.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.platform.entity.Settings;

/** The plain page at {@code /}: what this is, for somebody who came without a link. */
@Named
@RequestScoped
public class HomePage extends PublicPage {

    @Inject
    private Settings settings;

    public boolean isDemo() {
        return settings.demo();
    }
}
