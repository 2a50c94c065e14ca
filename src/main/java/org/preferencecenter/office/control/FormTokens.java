package org.preferencecenter.office.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Vault;

/**
 * What a form of the office carries so that we know our own: a keyed hash of what only this browser keeps. Nothing is
 * stored, every node knows it (OWASP CSRF Prevention Cheat Sheet, HMAC-based token pattern).
 */
@Singleton
public class FormTokens {

    /** The name of the hidden field. */
    public static final String FIELD = "csrf";

    private final SecretKeySpec key;

    @Inject
    public FormTokens(Vault vault) {
        this.key = new SecretKeySpec(vault.derive("office/form"), "HmacSHA256");
    }

    /** @param kept what the browser keeps, as the guard found it */
    public String of(Object kept) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(kept.toString().getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Whether the form was shown to who sends it. */
    public boolean fits(String token, Object kept) {
        return token != null && kept != null && MessageDigest.isEqual(token.getBytes(US_ASCII), of(kept).getBytes(US_ASCII));
    }
}
