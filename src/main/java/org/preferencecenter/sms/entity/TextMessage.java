package org.preferencecenter.sms.entity;

/**
 * One text message of ours.
 *
 * @param brand  id of the brand that writes
 * @param number whom to, as ITU-T E.164 writes it: {@code +33639980000}
 * @param text   what it says, short: 160 characters of GSM 03.38 are one message, more are several
 */
public record TextMessage(int brand, String number, String text) {

    /** Holds a number and perhaps a code: never to be written down. */
    @Override
    public String toString() {
        return "TextMessage of brand " + brand;
    }
}
