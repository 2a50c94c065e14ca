package org.preferencecenter.platform.boundary;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. Its resources live in the rooms they speak for. */
@ApplicationPath("/api/v1")
public class Api extends Application {
}
