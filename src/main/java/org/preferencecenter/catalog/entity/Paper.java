package org.preferencecenter.catalog.entity;

/** What a logo is drawn for; a brand without one for the dark shows the other on both. */
public enum Paper {
    LIGHT, DARK
}
