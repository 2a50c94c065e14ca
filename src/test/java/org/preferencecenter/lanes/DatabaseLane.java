package org.preferencecenter.lanes;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What is in no other lane: tests of the stores, and those that start a server of their own. Runs beside {@link ServerLane}. */
@Suite
@SelectPackages("org.preferencecenter")
@IncludeClassNamePatterns(".*IT")
@ExcludeTags(ServerLane.TAG)
@ConfigurationParameter(key = "junit.jupiter.testclass.order.default", value = "org.preferencecenter.lanes.LaneOrder")
class DatabaseLane {
}
