package org.preferencecenter.center.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Vault;

/** Signs what a sign-up form carries around, under a key of its own: no server needs to remember who opened which form. */
@Singleton
public class FormSeal {

    /**
     * A form that was sent, as the page after it knows it: never who it was.
     *
     * @param mailed true if a message is on its way to whoever can be written to
     */
    public record Sent(UUID id, boolean mailed) {
    }

    private static final int TAG_BYTES = 16;
    private static final int ID_BYTES = 17;
    private static final Pattern TIME = Pattern.compile("(\\d{1,15})\\.([01])\\.([\\w-]{22})");

    private final SecretKeySpec key;

    @Inject
    public FormSeal(Vault vault) {
        this.key = new SecretKeySpec(vault.derive("sign-up"), "HmacSHA256");
    }

    /** @param point id of the form: its time is good for no other */
    public String time(int point, FormTime time) {
        String told = time.begun().toEpochMilli() + "." + Math.min(time.hastes(), 1);
        return told + "." + text(tag("time " + point + " " + told));
    }

    /** @return nothing if it is not of ours, or of another form */
    public Optional<FormTime> time(int point, String text) {
        Matcher form = TIME.matcher(text);
        if (!form.matches() || !text(tag("time " + point + " " + form.group(1) + "." + form.group(2))).equals(form.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new FormTime(Instant.ofEpochMilli(Long.parseLong(form.group(1))), Integer.parseInt(form.group(2))));
    }

    /** For the address of the page that follows. */
    public String sent(int point, Sent sent) {
        byte[] id = ByteBuffer.allocate(ID_BYTES).putLong(sent.id().getMostSignificantBits())
                .putLong(sent.id().getLeastSignificantBits()).put((byte) (sent.mailed() ? 1 : 0)).array();
        return text(ByteBuffer.allocate(ID_BYTES + TAG_BYTES).put(id).put(sentTag(point, id)).array());
    }

    /** @return nothing if it is not of ours, or of another form */
    public Optional<Sent> sent(int point, String text) {
        if (!text.matches("[\\w-]{44}")) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        byte[] id = Arrays.copyOf(bytes.array(), ID_BYTES);
        if (!MessageDigest.isEqual(sentTag(point, id), Arrays.copyOfRange(bytes.array(), ID_BYTES, bytes.array().length))) {
            return Optional.empty();
        }
        return Optional.of(new Sent(new UUID(bytes.getLong(), bytes.getLong()), bytes.get() == 1));
    }

    /** Stands for an address where limits are counted. */
    public String pseudonym(Channel channel, String address) {
        return HexFormat.of().formatHex(tag("address " + channel + " " + AddressForm.normal(channel, address)));
    }

    private byte[] sentTag(int point, byte[] id) {
        return tag("sent " + point + " " + HexFormat.of().formatHex(id));
    }

    private byte[] tag(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(message.getBytes(UTF_8)), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
