package org.preferencecenter.catalog.entity;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.preferencecenter.link.entity.Scope;

/** A sender identity: name, host, look, contact, postal address, mail domain. Retired, never deleted. */
@Entity
public class Brand {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;
    private String code;
    private String name;
    private String host;
    @Column(name = "mail_domain")
    private String mailDomain;
    @Column(name = "contact_email")
    private String contactEmail;
    @Column(name = "postal_address")
    private String postalAddress;
    private String accent;
    @Column(name = "accent_ink")
    private String accentInk;
    @Column(name = "default_locale")
    private String defaultLocale;
    @Column(name = "retired_at")
    private Instant retiredAt;

    protected Brand() {
    }

    /**
     * @param code          short name in URLs and settings, {@code [a-z][a-z0-9-]{0,39}}
     * @param mailDomain    domain of From, DKIM {@code d=}, List-ID and mailto addresses
     * @param accent        colour as {@code #rrggbb}; {@code accentInk} is the text colour on it
     * @param defaultLocale BCP 47
     */
    public Brand(String code, String name, String mailDomain, String contactEmail, String postalAddress, String accent,
            String accentInk, String defaultLocale) {
        this.code = code;
        this.name = name;
        this.mailDomain = mailDomain;
        this.contactEmail = contactEmail;
        this.postalAddress = postalAddress;
        this.accent = accent;
        this.accentInk = accentInk;
        this.defaultLocale = defaultLocale;
    }

    public int id() {
        return id;
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    /** Own host name, or nothing for the host of PC_BASE_URL. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /**
     * Where recipients reach this brand's pages, without trailing slash: its own host by https, or the common address. A
     * demo without https keeps its scheme and port.
     *
     * @param common PC_BASE_URL
     */
    public URI url(URI common) {
        if (host == null) {
            return common;
        }
        boolean plain = "http".equals(common.getScheme());
        return URI.create(plain ? "http://" + host + (common.getPort() < 0 ? "" : ":" + common.getPort()) : "https://" + host);
    }

    public String mailDomain() {
        return mailDomain;
    }

    public String contactEmail() {
        return contactEmail;
    }

    public String postalAddress() {
        return postalAddress;
    }

    public String accent() {
        return accent;
    }

    public String accentInk() {
        return accentInk;
    }

    public String defaultLocale() {
        return defaultLocale;
    }

    public boolean retired() {
        return retiredAt != null;
    }

    /** Scopes that reach this brand as a whole, narrow to wide. */
    public List<Scope> scopes() {
        return List.of(Scope.brand(id), Scope.EVERYTHING);
    }
}
