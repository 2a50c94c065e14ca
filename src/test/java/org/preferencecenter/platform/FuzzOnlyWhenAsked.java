package org.preferencecenter.platform;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fuzz tests that only run over their stored inputs need none of Jazzer's hooks: they watch where a search goes, and installing
 * them reads every class of every library first, half a minute for nothing. With {@code JAZZER_FUZZ=1} they are there.
 */
public final class FuzzOnlyWhenAsked implements LauncherSessionListener {

    private static final String HOOKS = "jazzer.hooks";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String asked = System.getenv("JAZZER_FUZZ");
        if ((asked == null || asked.isBlank() || asked.equals("0")) && System.getProperty(HOOKS) == null) {
            System.setProperty(HOOKS, "false");
        }
    }
}
