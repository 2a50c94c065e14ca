package org.preferencecenter.link.entity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The 34 bytes of a link, in one fixed layout, big-endian (STANDARDS E.1, E.2):
 *
 * <pre>
 * version 1 | key id 1 | power, scope kind 1 (4 bits each) | scope id 4 | recipient 8 | epoch 3 | tag 16
 * </pre>
 *
 * The tag is the leftmost 128 bits of HMAC-SHA-256 over version, key id, the power's label, a zero byte and the other
 * 16 bytes before the tag. There is no tenant field: an installation's key ring is its own. The algorithm follows
 * from the version and is never read from a token (E.8). All ids are opaque: a link tells nobody's name or address.
 *
 * <p>Written two ways, each with exactly one accepted form per token: base64url without padding, 46 characters, for
 * addresses of pages; and base32 without padding, 55 characters in any letter case, for local parts of mail addresses.
 */
public final class Token {

    /** The only layout so far. */
    public static final int VERSION = 1;
    /** Length of {@link #url()} in characters. */
    public static final int URL_LENGTH = 46;
    /** Length of {@link #mail()} in characters; with a prefix of two it is 57 of the 64 octets RFC 5321 allows. */
    public static final int MAIL_LENGTH = 55;
    /** Largest key id; the smallest is 1. */
    public static final int MAX_KEY_ID = 255;

    /** Bears no key id that exists and no true tag: stands in for what cannot be read. */
    public static final Token UNREADABLE = new Token(new byte[34]);

    private static final int BYTES = 34;
    private static final int TAG_AT = 18;
    private static final int PAYLOAD_AT = 2;

    private static final Base64.Encoder URL_WRITER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder URL_READER = Base64.getUrlDecoder();

    /** The last character holds 2 bits of the tag; these are those whose other 4 bits are zero. */
    private static final String URL_LAST = "AQgw";

    /** Each power's label and a zero byte, by ordinal. */
    private static final byte[][] LABELS = Arrays.stream(Power.values())
            .map(power -> (power.label() + '\0').getBytes(US_ASCII)).toArray(byte[][]::new);

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A token whose tag is still zero.
     *
     * @param keyId 1 to {@value #MAX_KEY_ID}
     */
    public static Token unsigned(SignedLink link, int keyId) {
        if (keyId < 1 || keyId > MAX_KEY_ID) {
            throw new IllegalArgumentException("a key id is 1 to " + MAX_KEY_ID + ", not " + keyId);
        }
        return new Token(ByteBuffer.allocate(BYTES)
                .put((byte) VERSION)
                .put((byte) keyId)
                .put((byte) (link.power().code() << 4 | link.scope().kind().code()))
                .putInt(link.scope().id())
                .putLong(link.recipient())
                .put((byte) (link.epoch() >> 16))
                .putShort((short) link.epoch())
                .array());
    }

    /** Reads {@link #url()}, or nothing if the text is not exactly that form of any 34 bytes. */
    public static Optional<Token> ofUrl(String text) {
        // Length first: whatever is over-long costs nothing.
        if (text == null || text.length() != URL_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = URL_READER.decode(text);
            // The library forgives padding, which leaves fewer bytes, and leftover bits; a link has one form (E.5).
            boolean canonical = bytes.length == BYTES && URL_LAST.indexOf(text.charAt(URL_LENGTH - 1)) >= 0;
            return canonical ? Optional.of(new Token(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64url) {
            return Optional.empty();
        }
    }

    /** Reads {@link #mail()} in any letter case, or nothing if the text is not that form of any 34 bytes. */
    public static Optional<Token> ofMail(String text) {
        return text == null ? Optional.empty() : Base32.decode(text, BYTES).map(Token::new);
    }

    /** The key it says it was signed with; 0 for {@link #UNREADABLE} and nonsense. */
    public int keyId() {
        return bytes[1] & 0xFF;
    }

    /** What the tag is computed over when the link is used for {@code power}. */
    public byte[] signedPart(Power power) {
        byte[] label = LABELS[power.ordinal()];
        byte[] part = new byte[TAG_AT + label.length];
        System.arraycopy(bytes, 0, part, 0, PAYLOAD_AT);
        System.arraycopy(label, 0, part, PAYLOAD_AT, label.length);
        System.arraycopy(bytes, PAYLOAD_AT, part, PAYLOAD_AT + label.length, TAG_AT - PAYLOAD_AT);
        return part;
    }

    /** The same token with the leftmost 128 bits of {@code mac} as its tag. */
    public Token signed(byte[] mac) {
        byte[] copy = Arrays.copyOf(bytes, BYTES);
        System.arraycopy(mac, 0, copy, TAG_AT, BYTES - TAG_AT);
        return new Token(copy);
    }

    /** Whether its tag is the leftmost 128 bits of {@code mac}; takes the same time wherever they differ (E.5). */
    public boolean bears(byte[] mac) {
        return MessageDigest.isEqual(Arrays.copyOf(mac, BYTES - TAG_AT), Arrays.copyOfRange(bytes, TAG_AT, BYTES));
    }

    /** What it says, or nothing if a field has no meaning. Worth nothing before {@link #bears} was true. */
    public Optional<SignedLink> link() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        int keyId = in.get();
        int powerAndKind = in.get() & 0xFF;
        int scopeId = in.getInt();
        long recipient = in.getLong();
        int epoch = (in.get() & 0xFF) << 16 | in.getShort() & 0xFFFF;
        if (version != VERSION || keyId == 0) {
            return Optional.empty();
        }
        try {
            Scope scope = new Scope(Scope.Kind.of(powerAndKind & 0xF), scopeId);
            return Optional.of(new SignedLink(Power.of(powerAndKind >> 4), recipient, scope, epoch));
        } catch (IllegalArgumentException meaningless) {
            return Optional.empty();
        }
    }

    /** base64url without padding, {@value #URL_LENGTH} characters: safe in a path, no comma, no escape. */
    public String url() {
        return URL_WRITER.encodeToString(bytes);
    }

    /** Lower-case base32 without padding, {@value #MAIL_LENGTH} characters. */
    public String mail() {
        return Base32.encode(bytes);
    }

    /** Tells nothing: a token in a log is a capability in a log. */
    @Override
    public String toString() {
        return "Token of key " + keyId();
    }
}
