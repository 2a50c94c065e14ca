package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class MaskTest {

    @ParameterizedTest
    @CsvSource({"claire@example.org, c••••@e••••••.org", "c@e.org, c••••@e••••••.org", "a.very.long.name@mail.example.co.uk, a••••@m••••••.uk",
            "root@localhost, r••••@l••••••", "\"a@b\"@example.org, \"••••@e••••••.org", "+33612345678, ••••78", "1234, ••••",
            "@example.org, ••••rg", "𝒜lice@example.org, 𝒜••••@e••••••.org"})
    void an_address_shows_its_first_letters_and_top_domain_only(String address, String masked) {
        assertEquals(masked, Mask.of(address));
    }

    @Property
    void no_more_of_an_address_than_that_can_be_read(@ForAll @AlphaChars @StringLength(min = 4, max = 64) String local,
            @ForAll @AlphaChars @StringLength(min = 4, max = 60) String label) {
        String masked = Mask.of(local + "@" + label + ".org");
        assertEquals(17, masked.length(), "the length tells nothing");
        assertFalse(masked.contains(local) || masked.contains(label));
    }
}
