package org.preferencecenter.consent.entity;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/**
 * People who are alike as far as a purpose is concerned.
 *
 * @param jurisdiction ISO 3166-1 alpha-2, or null if unknown
 * @param channel      by which they have an address; {@link Channel#ANY}: by any, each person once
 * @param yes          they said yes to it, or to a topic of it, and no wider stop came later
 * @param stopped      a stop of it, of the brand or of everything holds
 * @param people       how many; from a sample, about how many in all
 */
public record Crowd(Audience audience, String jurisdiction, Channel channel, boolean yes, boolean stopped, long people) {
}
