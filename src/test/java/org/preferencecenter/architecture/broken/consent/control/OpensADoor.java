package org.preferencecenter.architecture.broken.consent.control;

import org.preferencecenter.architecture.broken.mail.boundary.Door;

/** Deliberately broken: a room it may not import, and a boundary of it too. */
public class OpensADoor {

    public Door door;
}
