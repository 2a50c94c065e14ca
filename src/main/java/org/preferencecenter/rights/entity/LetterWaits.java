package org.preferencecenter.rights.entity;

/** Fired after commit: a letter about a request waits to be mailed. */
public record LetterWaits(long request) {
}
