package org.preferencecenter.platform.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest(name = "{0} is of {1}")
    @CsvSource({
        "192.0.2.77,              192.0.2.0/24",
        "192.0.2.1,               192.0.2.0/24",
        "255.255.255.255,         255.255.255.0/24",
        "2001:db8:1:2:3:4:5:6,    20010db80001/48",
        "2001:db8:1:ffff::1,      20010db80001/48",
        "fe80::1%eth0,            fe8000000000/48",
        "::ffff:192.0.2.9,        192.0.2.0/24",
        "::1,                     000000000000/48",
    })
    void an_address_belongs_to_its_network(String address, String network) {
        assertEquals(network, Network.of(address));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource({"''", ",", "localhost", "host.example.org", "300.1.1.1", "1.2.3", "::1::2", "'192.0.2.1, 10.0.0.1'", "dead.beef"})
    void what_is_no_address_is_unknown_and_never_looked_up(String text) {
        assertEquals("unknown", Network.of(text));
    }
}
