package org.preferencecenter.architecture.broken.consent.entity;

import org.preferencecenter.architecture.broken.consent.control.OpensADoor;

/** Deliberately broken: an entity that leans on control. */
public class UsesControl {

    public OpensADoor opener;
}
