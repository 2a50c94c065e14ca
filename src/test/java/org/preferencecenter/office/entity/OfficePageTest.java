package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Role;

class OfficePageTest {

    private static Officer officer(boolean mustChange, Grant... grants) {
        return new Officer(1, "a@b.example", "A", "fr", List.of(grants), Instant.EPOCH, mustChange);
    }

    @Test
    void the_table_holds_every_page_there_is_and_no_other() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/webapp/office"))) {
            Set<String> there = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".xhtml"))
                    .map(name -> name.replace(".xhtml", "")).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, Arrays.stream(OfficePage.values()).filter(page -> page.view().endsWith(".xhtml")).map(OfficePage::path)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @ParameterizedTest
    @EnumSource(OfficePage.class)
    void a_page_opens_to_nobody_unknown_unless_it_says_so(OfficePage page) {
        assertEquals(page.group() == OfficePage.Group.OPEN, page.opensTo(null));
        assertEquals(page.group() == OfficePage.Group.OPEN, page.opensTo(officer(true, new Grant(Role.ADMINISTRATOR, null))),
                "not before the password somebody else gave is changed");
        assertTrue(page.group() == OfficePage.Group.OPEN || page == OfficePage.ME || page.right() != null, "a page needs a right");
    }

    @Test
    void a_role_for_one_brand_reaches_no_other() {
        Officer louise = officer(false, new Grant(Role.MARKETING, 7), new Grant(Role.VIEWER, null));
        for (var right : Role.MARKETING.rights()) {
            assertTrue(louise.may(right) && louise.may(right, 7), right.name());
            assertEquals(Role.VIEWER.rights().contains(right), louise.may(right, 8), right.name());
            assertEquals(Role.VIEWER.rights().contains(right), louise.mayEverywhere(right), right.name());
        }
        assertFalse(louise.may(org.preferencecenter.access.entity.Right.KEYS));
    }

    @Test
    void only_the_names_of_the_table_are_pages() {
        assertEquals(OfficePage.HOME, OfficePage.at("home").orElseThrow());
        assertTrue(OfficePage.at("home.xhtml").isEmpty());
        assertTrue(OfficePage.at("../center/preferences").isEmpty());
    }
}
