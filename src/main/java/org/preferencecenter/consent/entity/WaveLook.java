package org.preferencecenter.consent.entity;

import java.util.Map;

/**
 * A closer look at a wave.
 *
 * @param networks how many networks its stops came from, where they are known; one is likely one machine
 * @param largest  how many came from the one that sent most
 * @param unknown  how many came from a network that was not noted
 * @param timing   how soon after the message, each class that occurs
 */
public record WaveLook(int networks, int largest, int unknown, Map<Timing, Integer> timing) {
}
