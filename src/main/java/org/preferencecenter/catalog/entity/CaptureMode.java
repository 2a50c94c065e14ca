package org.preferencecenter.catalog.entity;

/** How a choice was expressed (requirement S-08). A pre-ticked box is PASSIVE_OPT_IN and never consent. */
public enum CaptureMode {
    ACTIVE_OPT_IN, PASSIVE_OPT_IN, ACTIVE_OPT_OUT, PASSIVE_OPT_OUT
}
