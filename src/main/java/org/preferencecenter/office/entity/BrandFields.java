package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.platform.entity.Locales;

/** The fields of the form of a brand, by the names they have there, and what each shows before anybody types. */
public final class BrandFields {

    private static final List<String> PLAIN = List.of("name", "host", "mailDomain", "contactEmail", "postalAddress",
            "defaultLocale", "accent", "accentInk", "dpoName", "dpoContact", "privacyUrl", "homeUrl", "welcomes",
            "legalName", "legalId", "authority", "dataPlaces", "dataOthers", "dataNobody");
    /** What it says in each language. */
    public static final List<String> TEXTS = List.of("heading", "intro", "service", "foot");

    private BrandFields() {
    }

    /** Every field, those of each language after the others. */
    public static List<String> all() {
        List<String> all = new ArrayList<>(PLAIN);
        Locales.SPOKEN.forEach(tag -> TEXTS.forEach(text -> all.add(text + "-" + tag)));
        return all;
    }

    /** What a new brand begins with. @param language of who adds it */
    public static String ofNone(String field, String language) {
        return switch (field) {
            case "accent" -> "#1f4b7a";
            case "accentInk" -> "#ffffff";
            case "defaultLocale" -> language;
            case "welcomes" -> "yes";
            default -> "";
        };
    }

    /** What is stored of it; empty for what is not set. */
    public static String of(Brand brand, String field) {
        return switch (field) {
            case "name" -> brand.name();
            case "host" -> brand.host().orElse("");
            case "mailDomain" -> brand.mailDomain();
            case "contactEmail" -> brand.contactEmail();
            case "postalAddress" -> brand.postalAddress();
            case "defaultLocale" -> brand.defaultLocale();
            case "accent" -> brand.accent();
            case "accentInk" -> brand.accentInk();
            case "dpoName" -> brand.dpoName().orElse("");
            case "dpoContact" -> brand.dpoContact().orElse("");
            case "privacyUrl" -> brand.privacyUrl().orElse("");
            case "homeUrl" -> brand.homeUrl().orElse("");
            case "welcomes" -> brand.welcomes() ? "yes" : "";
            case "legalName" -> brand.keeping().legalName().orElse("");
            case "legalId" -> brand.keeping().legalId().orElse("");
            case "authority" -> brand.keeping().authority().orElse("");
            case "dataPlaces" -> brand.keeping().places().map(all -> String.join(" ", all)).orElse("");
            case "dataOthers" -> brand.keeping().others().map(all -> String.join("\n", all)).orElse("");
            case "dataNobody" -> brand.keeping().others().filter(List::isEmpty).isPresent() ? "yes" : "";
            default -> text(brand, field);
        };
    }

    private static String text(Brand brand, String field) {
        BrandText text = brand.texts().get(field.substring(field.indexOf('-') + 1));
        return text == null ? "" : switch (field.substring(0, field.indexOf('-'))) {
            case "heading" -> text.heading().orElse("");
            case "intro" -> text.intro().orElse("");
            case "service" -> text.service().orElse("");
            default -> text.foot().orElse("");
        };
    }
}
