package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose domain a domain is, by the tree walk of RFC 9989 §4.10. */
class AlignmentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # domain | records, a name and its psd each | whose
            news.example.org   |                                         | news.example.org
            news.example.org   | example.org:u                           | example.org
            news.example.org   | news.example.org:u example.org:u        | example.org
            news.example.org   | news.example.org:u                      | news.example.org
            news.example.org   | news.example.org:n example.org:u        | news.example.org
            a.b.example.co.uk  | co.uk:y                                 | example.co.uk
            a.b.example.co.uk  | b.example.co.uk:u co.uk:y               | example.co.uk
            a.b.example.co.uk  | example.co.uk:u co.uk:y                 | example.co.uk
            co.uk              | co.uk:y                                 | co.uk
            news.example.org   | example.org:u org:u                     | example.org
            news.example.org   | org:y                                   | example.org
            shop.host.example  | shop.host.example:u host.example:y      | shop.host.example
            """)
    void the_record_nearest_the_top_says_it_unless_one_says_more(String domain, String records, String whose) {
        Map<String, String> dns = records == null ? Map.of() : Arrays.stream(records.split(" ")).map(one -> one.split(":"))
                .collect(Collectors.toMap(one -> one[0], one -> "v=DMARC1; p=none; psd=" + one[1] + "; rua=mailto:x@y.example"));
        assertEquals(whose, Alignment.organisation(domain, name -> Optional.ofNullable(dns.get(name))));
    }

    @Test
    void nobody_is_asked_more_than_eight_times() {
        List<String> asked = new ArrayList<>();
        Alignment.organisation("1.2.3.4.5.6.7.8.9.example.org", name -> {
            asked.add(name);
            return Optional.empty();
        });
        assertEquals(8, asked.size());
        assertEquals("1.2.3.4.5.6.7.8.9.example.org", asked.get(0));
        assertEquals("5.6.7.8.9.example.org", asked.get(1));
        assertTrue(asked.contains("example.org") && asked.get(7).equals("org"), asked.toString());
    }
}
