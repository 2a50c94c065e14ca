package org.preferencecenter.access.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may change whose rights, and what may be a password. */
class StaffRulesTest {

    private static Officer officer(String grants) {
        return new Officer(1, "a@b.example", "A", "fr", grants(grants), Instant.EPOCH, false);
    }

    /** {@code AGENT@7 VIEWER}: a role for a brand, a role for all. */
    private static List<Grant> grants(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(" ")).map(one -> one.split("@"))
                .map(parts -> new Grant(Role.valueOf(parts[0]), parts.length == 1 ? null : Integer.valueOf(parts[1]))).toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # who manages     | whom | before          | wanted              | why not
            ADMINISTRATOR     | 2    |                 | DPO AGENT@7         |
            ADMINISTRATOR     | 2    | ADMINISTRATOR   | VIEWER              |
            ADMINISTRATOR     | 1    | ADMINISTRATOR   | ADMINISTRATOR DPO   | YOURSELF
            ADMINISTRATOR     | 1    | ADMINISTRATOR   | ADMINISTRATOR AGENT@7 | YOURSELF
            ADMINISTRATOR     | 1    | ADMINISTRATOR AGENT | ADMINISTRATOR   |
            ADMINISTRATOR@7   | 2    | AGENT@7         | MARKETING@7         |
            ADMINISTRATOR@7   | 2    | AGENT@8         | AGENT@8 AGENT@7     |
            ADMINISTRATOR@7   | 2    | AGENT@8         | AGENT@7             | NOT_YOUR_BRAND
            ADMINISTRATOR@7   | 2    | AGENT@7         | AGENT               | NOT_YOUR_BRAND
            ADMINISTRATOR@7   | 2    | AGENT           | AGENT@7             | NOT_YOUR_BRAND
            ADMINISTRATOR@7   |      |                 | ADMINISTRATOR@7     |
            ADMINISTRATOR@7   |      |                 | VIEWER              | NOT_YOUR_BRAND
            DPO               | 2    |                 | VIEWER              | NOT_YOUR_BRAND
            """, delimiter = '|')
    void roles_are_given_within_the_brands_one_manages_and_never_to_oneself(String by, Integer whom, String before,
            String wanted, Staffing.Refusal why) {
        assertEquals(Optional.ofNullable(why), Staffing.refusal(officer(by), whom, grants(before), grants(wanted)));
    }

    @Test
    void who_manages_one_brand_locks_nobody_out_who_works_for_others() {
        assertTrue(Staffing.managesWholly(officer("ADMINISTRATOR@7"), grants("AGENT@7 DPO@7")));
        assertFalse(Staffing.managesWholly(officer("ADMINISTRATOR@7"), grants("AGENT@7 DPO@8")));
        assertFalse(Staffing.managesWholly(officer("ADMINISTRATOR@7"), grants("AGENT")));
        assertFalse(Staffing.managesWholly(officer("ADMINISTRATOR@7"), List.of()));
        assertTrue(Staffing.sees(officer("ADMINISTRATOR@7"), grants("AGENT@7 DPO@8")));
        assertFalse(Staffing.sees(officer("ADMINISTRATOR@7"), grants("AGENT@8 VIEWER")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            les voiles du port     |
            correct-cheval-pile    |
            été à Sète en 1998     |
            elevenchars            | SHORT
            Password2026!          | COMMON
            password-123456        | COMMON
            AzertyUiop2026         | COMMON
            123456789012           | COMMON
            abcdefghijkl           | COMMON
            aaaaaaaaaaaab          | COMMON
            marie.dupont@theatre.example | OWN
            Marie Dupont 1998      | OWN
            mariedupont2026        | OWN
            """)
    void a_password_is_long_and_not_the_first_that_is_guessed(String password, PasswordRule.Flaw why) {
        PasswordRule rule = new PasswordRule(Set.of("password", "azertyuiop"));
        assertEquals(Optional.ofNullable(why), rule.flaw(password, "marie.dupont@theatre.example", "Marie Dupont"));
        assertEquals(Optional.of(PasswordRule.Flaw.LONG), rule.flaw("ab cd ef gh ".repeat(30), "a@b", "A"));
    }
}
