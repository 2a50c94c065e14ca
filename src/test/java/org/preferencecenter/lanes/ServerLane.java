package org.preferencecenter.lanes;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Everything that asks the server under test, one after the other: it is started once. Runs beside {@link DatabaseLane}, in a
 * JVM with a database of its own.
 */
@Suite
@SelectPackages("org.preferencecenter")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(ServerLane.TAG)
class ServerLane {

    static final String TAG = "server";
}
