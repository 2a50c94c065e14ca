package org.preferencecenter.catalog.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a brand says of how it keeps data, as receipts and records have to tell it (ISO/IEC TS 27560; GDPR 13(1)). All of it may be
 * left out: then it is told as not known.
 */
@Embeddable
public class DataKeeping {

    /** Nothing was said. */
    public static final DataKeeping UNSAID = new DataKeeping();
    /** In characters, of a name or an authority. */
    public static final int LONGEST = 200;
    /** How many countries or receivers are named at most. */
    public static final int MOST = 40;

    @Column(name = "legal_name")
    private String legalName;
    @Column(name = "legal_id")
    private String legalId;
    @Column(name = "data_places")
    private String places;
    @Column(name = "data_others")
    private String others;
    private String authority;

    protected DataKeeping() {
    }

    /**
     * @param legalName who answers before the law, where that is not the brand's name; null: not said, as everywhere here
     * @param legalId   where that one is registered, and under what number
     * @param places    ISO 3166-1 alpha-2 codes of the countries the data lies in, apart by blanks
     * @param others    who else receives it, a line each; empty: nobody
     * @param authority the supervisory authority
     */
    public DataKeeping(String legalName, String legalId, String places, String others, String authority) {
        this.legalName = legalName;
        this.legalId = legalId;
        this.places = places;
        this.others = others;
        this.authority = authority;
    }

    public Optional<String> legalName() {
        return Optional.ofNullable(legalName);
    }

    public Optional<String> legalId() {
        return Optional.ofNullable(legalId);
    }

    /** ISO 3166-1 alpha-2 codes. */
    public Optional<List<String>> places() {
        return Optional.ofNullable(places).map(text -> List.of(text.split(" ")));
    }

    /** Who else receives the data; an empty list: it was said that nobody does. */
    public Optional<List<String>> others() {
        return Optional.ofNullable(others).map(text -> Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).toList());
    }

    public Optional<String> authority() {
        return Optional.ofNullable(authority);
    }
}
