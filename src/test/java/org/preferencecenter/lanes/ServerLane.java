package org.preferencecenter.lanes;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Everything that asks the server under test, one after the other: it is started once. Runs beside {@link DatabaseLane}, in a
 * JVM with a database of its own. In the order of {@link LaneOrder}.
 */
@Suite
@SelectPackages("org.preferencecenter")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(ServerLane.TAG)
@ConfigurationParameter(key = "junit.jupiter.testclass.order.default", value = "org.preferencecenter.lanes.LaneOrder")
class ServerLane {

    static final String TAG = "server";
}
