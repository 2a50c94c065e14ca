package org.preferencecenter.sms.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"+33639980001, -, +33639980001, FR", "33639980001, -, +33639980001, FR",
        "0033 6 39 98 00 01, -, +33639980001, FR", "0639980001, FR, +33639980001, FR", "33639980001, FR, +33639980001, FR",
        "447700900000, FR, +447700900000, GB", "+1 202-555-0143, -, +12025550143, US", "2025550143, US, +12025550143, US",
        "+1 416 555 0143, -, +14165550143, CA", "+15005550006, -, +15005550006, US", "٣٣٦٣٩٩٨٠٠٠١, -, +33639980001, FR",
        "15555550100, FR, +15555550100, US"})
    void a_number_is_read_as_gateways_write_it(String text, String near, String e164, String region) {
        MobileNumber number = MobileNumber.of(text, near).orElseThrow();
        assertEquals(e164, number.e164());
        assertEquals(region, number.region());
        assertFalse(number.toString().contains(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"36111", "INFO", "", "+", "+33", "0639980001", "anonymous", "+33639980001; drop table", "111111111111111111111111111111111111111111111111111111"})
    void what_is_no_number_is_none(String text) {
        assertTrue(MobileNumber.of(text, null).isEmpty());
    }
}
