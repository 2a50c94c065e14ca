package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormOriginTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-, -, false", "same-origin, -, false", "none, -, false", "same-origin, null, false",
            "same-site, -, true", "cross-site, -, true", "cross-site, https://p.example.org, true",
            "-, null, false", "-, https://p.example.org, false", "-, https://P.EXAMPLE.ORG, false",
            "-, https://evil.example, true", "-, https://p.example.org.evil.example, true", "-, https://p.example.org:8443, true",
            "-, http://a b, true", "-, file:///x, true"})
    void a_form_from_elsewhere_is_told_by_its_headers(String fetchSite, String origin, boolean foreign) {
        assertEquals(foreign, FormOrigin.foreign(fetchSite, origin, Set.of("p.example.org")));
    }
}
