package org.preferencecenter.law.entity;

/** A way to reach somebody. The number is what is stored, so it never changes. */
public enum Channel {
    /** Every channel: only in choices and suppressions ("stop everything"), never on a stream. */
    ANY(0),
    EMAIL(1), SMS(2), MESSAGING(3), PHONE(4), AUTOMATED_CALL(5), POST(6), PUSH(7);

    private final int code;

    Channel(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException if no channel has this number */
    public static Channel of(int code) {
        for (Channel channel : values()) {
            if (channel.code == code) {
                return channel;
            }
        }
        throw new IllegalArgumentException("no channel has the number " + code);
    }
}
