package org.preferencecenter.access.boundary;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.preferencecenter.access.entity.Open;

/** A resource as somebody would forget to say who may call it. */
@Path("forgotten")
public class Forgotten {

    @GET
    public String forgotten() {
        return "told";
    }

    @GET
    @Path("open")
    @Open
    public String open() {
        return "told";
    }
}
