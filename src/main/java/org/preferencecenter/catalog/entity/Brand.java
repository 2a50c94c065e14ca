package org.preferencecenter.catalog.entity;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Version;

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
    @Column(name = "dpo_name")
    private String dpoName;
    @Column(name = "dpo_contact")
    private String dpoContact;
    @Column(name = "privacy_url")
    private String privacyUrl;
    @Column(name = "home_url")
    private String homeUrl;
    private boolean welcomes = true;
    @Embedded
    private DataKeeping keeping;
    @Version
    private int version;
    @ElementCollection
    @CollectionTable(name = "brand_text", joinColumns = @JoinColumn(name = "brand_id"))
    @MapKeyColumn(name = "locale")
    private Map<String, BrandText> texts = new HashMap<>();
    @ElementCollection
    @CollectionTable(name = "brand_logo", joinColumns = @JoinColumn(name = "brand_id"))
    @MapKeyColumn(name = "paper")
    @MapKeyEnumerated(EnumType.STRING)
    private Map<Paper, Logo> logos = new EnumMap<>(Paper.class);

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

    /** How it is called, as recipients read it. */
    public Brand named(String name) {
        this.name = name;
        return this;
    }

    /** @param mailDomain domain of From, DKIM {@code d=}, List-ID and mailto addresses of what is sent from now on */
    public Brand mailingFrom(String mailDomain) {
        this.mailDomain = mailDomain;
        return this;
    }

    /** Where people reach it. */
    public Brand reachedAt(String contactEmail, String postalAddress) {
        this.contactEmail = contactEmail;
        this.postalAddress = postalAddress;
        return this;
    }

    /** @param locale BCP 47, of what has no other language */
    public Brand speaking(String locale) {
        this.defaultLocale = locale;
        return this;
    }

    /** Ends it: nothing is sent for it any more, its links keep stopping. */
    public void retire(Instant at) {
        retiredAt = at;
    }

    /** @param accent as {@code #rrggbb}; {@code ink} is the text colour on it */
    public Brand coloured(String accent, String ink) {
        this.accent = accent;
        this.accentInk = ink;
        return this;
    }

    /** @param host its own host name; null: the host of PC_BASE_URL */
    public Brand at(String host) {
        this.host = host == null ? null : host.toLowerCase(Locale.ROOT);
        return this;
    }

    /** Who answers for personal data (GDPR 37(7), 13(1)(b)). @param contact a mail address, or the https address of a page */
    public Brand answering(String dpoName, String contact) {
        this.dpoName = dpoName;
        this.dpoContact = contact;
        return this;
    }

    /** Each an https address, or null. */
    public Brand linking(String home, String privacy) {
        homeUrl = home;
        privacyUrl = privacy;
        return this;
    }

    /** @param how it keeps data, as receipts tell it */
    public Brand keeping(DataKeeping how) {
        keeping = how;
        return this;
    }

    /** @param welcomes whether a welcome mail follows a confirmation (S-49); it does unless told */
    public Brand welcoming(boolean welcomes) {
        this.welcomes = welcomes;
        return this;
    }

    /** @param text null: nothing of its own in that language any more */
    public Brand saying(String locale, BrandText text) {
        if (text == null) {
            texts.remove(locale);
        } else {
            texts.put(locale, text);
        }
        return this;
    }

    /** @param logo null: none any more. Its octets have to be stored beside it */
    public Brand showing(Paper paper, Logo logo) {
        if (logo == null) {
            logos.remove(paper);
        } else {
            logos.put(paper, logo);
        }
        return this;
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
     * Where recipients reach this brand's pages, without trailing slash: its own host, where it has one, with the scheme and
     * port of the common address, since the same server answers.
     *
     * @param common PC_BASE_URL, or what stands for it in headers
     */
    public URI url(URI common) {
        return host == null ? common
                : URI.create(common.getScheme() + "://" + host + (common.getPort() < 0 ? "" : ":" + common.getPort()));
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

    /** Who answers for personal data, if somebody is named; {@link #dpoContact} then says how to reach them. */
    public Optional<String> dpoName() {
        return Optional.ofNullable(dpoName);
    }

    /** A mail address, or the https address of a page. */
    public Optional<String> dpoContact() {
        return Optional.ofNullable(dpoContact);
    }

    public Optional<String> privacyUrl() {
        return Optional.ofNullable(privacyUrl);
    }

    public Optional<String> homeUrl() {
        return Optional.ofNullable(homeUrl);
    }

    /** How it keeps data, as far as it was said. */
    public DataKeeping keeping() {
        return keeping == null ? DataKeeping.UNSAID : keeping;
    }

    /** Whether a welcome mail follows a confirmation (S-49). */
    public boolean welcomes() {
        return welcomes;
    }

    /** By locale. */
    public Map<String, BrandText> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** Its own words for a reader of that locale, in the language they are really in; nothing where it says none. */
    public Optional<Spoken> in(String locale) {
        return List.of(locale, Locale.forLanguageTag(locale).getLanguage(), defaultLocale).stream()
                .filter(texts::containsKey).findFirst().map(found -> new Spoken(found, texts.get(found)));
    }

    /** By what they are drawn for. */
    public Map<Paper, Logo> logos() {
        return Collections.unmodifiableMap(logos);
    }

    public Optional<Logo> logo(Paper paper) {
        return Optional.ofNullable(logos.get(paper));
    }

    /** How often it was changed: who saves what was read before another change is told. */
    public int version() {
        return version;
    }

    public boolean retired() {
        return retiredAt != null;
    }

    /** Scopes that reach this brand as a whole, narrow to wide. */
    public List<Scope> scopes() {
        return List.of(Scope.brand(id), Scope.EVERYTHING);
    }
}
