package org.preferencecenter.platform.entity;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The organisation's OpenID Connect provider, where people of the office sign in. The server itself reads issuer, client
 * and secret too ({@code wildfly-config/configure.cli}); here they are checked, and the secret is not kept.
 *
 * @param issuer exactly as the provider names itself (OpenID Connect Discovery 1.0 §4.3)
 * @param client our client id there
 * @param name   what the button of the sign-in page calls it
 * @param roles  the claim that says who has which role; nothing: whoever an administrator invited gets in
 */
public record OidcSettings(URI issuer, String client, String name, Optional<String> roles) {

    private static final String ISSUER = "PC_OIDC_ISSUER";
    private static final String EXAMPLE = "https://login.example.org/realms/house";

    /** Nothing if no provider is set: then nothing of it exists. */
    static Optional<OidcSettings> read(SettingsReader in) {
        if (!in.present(ISSUER)) {
            for (String other : new String[] {"PC_OIDC_CLIENT", "PC_OIDC_SECRET", "PC_OIDC_NAME", "PC_OIDC_ROLES"}) {
                if (in.present(other)) {
                    in.wrong(ISSUER, "is missing, while " + other + " is set", EXAMPLE);
                    break;
                }
            }
            return Optional.empty();
        }
        URI issuer = in.value(ISSUER, null, "must be the issuer, an https address without query, such as " + EXAMPLE,
                OidcSettings::issuer);
        String client = in.value("PC_OIDC_CLIENT", null, "is the client id that the provider gave, up to 255 characters",
                text -> text.length() <= 255 ? Optional.of(text) : Optional.empty());
        in.value("PC_OIDC_SECRET", null, "is the client secret that the provider gave, without spaces",
                SettingsReader::token);
        String name = in.value("PC_OIDC_NAME", issuer == null ? "-" : issuer.getHost(),
                "must be a name of 1 to 40 characters, such as Example Ltd",
                text -> text.length() <= 40 ? Optional.of(text) : Optional.empty());
        Optional<String> roles = in.present("PC_OIDC_ROLES") ? Optional.ofNullable(in.value("PC_OIDC_ROLES", null,
                "must be the name of a claim without spaces, such as roles",
                text -> text.matches("\\S{1,200}") ? Optional.of(text) : Optional.empty())) : Optional.empty();
        return Optional.of(new OidcSettings(issuer, client, name, roles));
    }

    /** On http only on this machine: for tests. */
    private static Optional<URI> issuer(String text) {
        try {
            URI uri = URI.create(text);
            boolean here = List.of("localhost", "127.0.0.1").contains(String.valueOf(uri.getHost()));
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || here && "http".equals(uri.getScheme()))
                    && uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null
                    ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
