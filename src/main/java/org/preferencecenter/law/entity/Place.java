package org.preferencecenter.law.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** A jurisdiction with what conditions need to know about it. */
public record Place(Jurisdiction jurisdiction, Holidays holidays, AddressWords words) {

    private static final List<ZoneId> SOMEWHERE = List.of(ZoneOffset.UTC);

    /** The zones that count for a person: its own, else all of the jurisdiction's. Never empty. */
    public List<ZoneId> zones(Situation situation) {
        if (situation.zone() != null) {
            return List.of(situation.zone());
        }
        return jurisdiction.zones().isEmpty() ? SOMEWHERE : jurisdiction.zones();
    }

    /** The day it is for the person; where several zones count, the first one's. */
    public LocalDate today(Situation situation) {
        return day(situation, situation.at());
    }

    /** The day an instant falls on for the person. */
    public LocalDate day(Situation situation, Instant instant) {
        ZoneId zone = situation.zone() != null ? situation.zone() : zones(situation).get(0);
        return LocalDate.ofInstant(instant, zone);
    }

    public boolean holiday(LocalDate day) {
        return holidays.on(jurisdiction.code(), day);
    }
}
