package org.preferencecenter.proof.entity;

import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.DataKeeping;

/**
 * Who answers for the data, and what they say of how it is kept. What is not known is nothing, and a receipt says so.
 *
 * @param id      as parties are named in a receipt
 * @param name    the legal name, else the brand's
 * @param contact a mail address
 * @param pages   where everybody may see, change and withdraw their choices, without a link of anybody's
 * @param places  ISO 3166-1 codes of the countries the data lies in
 * @param others  who else receives it; an empty list: nobody
 */
public record Keeper(String id, String name, String brand, Optional<String> register, String address, String contact, String pages,
        Optional<String> privacy, Optional<Officer> officer, Optional<List<String>> places, Optional<List<String>> others,
        Optional<String> authority) {

    /** Who answers for personal data (GDPR 37). @param contact a mail address, or a page */
    public record Officer(String name, String contact) {
    }

    /** @param pages where its pages are, without trailing slash */
    public static Keeper of(Brand brand, String pages) {
        DataKeeping keeping = brand.keeping();
        return new Keeper("urn:preference-center:brand:" + brand.code(), keeping.legalName().orElse(brand.name()), brand.name(),
                keeping.legalId(), brand.postalAddress(), brand.contactEmail(), pages + "/", brand.privacyUrl(),
                brand.dpoName().map(name -> new Officer(name, brand.dpoContact().orElse(""))), keeping.places(), keeping.others(),
                keeping.authority());
    }
}
