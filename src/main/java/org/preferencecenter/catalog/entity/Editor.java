package org.preferencecenter.catalog.entity;

/**
 * Who works at the desk, as the catalogue remembers them.
 *
 * @param account the account's number, 1 or more; 0: the demo and programs beside the office
 * @param name    as it was then
 */
public record Editor(int account, String name) {
}
