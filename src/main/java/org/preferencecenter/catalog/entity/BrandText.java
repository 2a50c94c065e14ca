package org.preferencecenter.catalog.entity;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Embeddable;

/** What a brand says in its own words in one language, plain and short. What it leaves out is said in ours. */
@Embeddable
public class BrandText {

    /** The longest each may be, in characters. */
    public static final int HEADING = 80;
    public static final int SENTENCES = 400;

    private String heading;
    private String intro;
    private String service;
    private String foot;

    protected BrandText() {
    }

    /**
     * Null or blank: not said.
     *
     * @param heading over the preference page
     * @param intro   what stands under it
     * @param service what is always sent, and why
     * @param foot    at the foot of every page
     */
    public BrandText(String heading, String intro, String service, String foot) {
        this.heading = said(heading);
        this.intro = said(intro);
        this.service = said(service);
        this.foot = said(foot);
    }

    private static String said(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public Optional<String> heading() {
        return Optional.ofNullable(heading);
    }

    public Optional<String> intro() {
        return Optional.ofNullable(intro);
    }

    public Optional<String> service() {
        return Optional.ofNullable(service);
    }

    public Optional<String> foot() {
        return Optional.ofNullable(foot);
    }

    boolean empty() {
        return Stream.of(heading, intro, service, foot).allMatch(Objects::isNull);
    }

    /** No part is too long, and none is anything but text: it stands in pages as it is. */
    boolean plain() {
        return (heading == null || heading.length() <= HEADING)
                && Arrays.asList(heading, intro, service, foot).stream().filter(Objects::nonNull).allMatch(text ->
                        text.length() <= SENTENCES && text.chars().noneMatch(c -> c == '<' || c == '>' || Character.isISOControl(c)));
    }
}
