package org.preferencecenter.lanes;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Everything that asks the server under test, one after the other: it is started once. Runs beside {@link DatabaseLane}, in a
 * JVM with a database of its own. By name, so that the order is the same on every machine.
 */
@Suite
@SelectPackages("org.preferencecenter")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(ServerLane.TAG)
@ConfigurationParameter(key = "junit.jupiter.testclass.order.default", value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class ServerLane {

    static final String TAG = "server";
}
