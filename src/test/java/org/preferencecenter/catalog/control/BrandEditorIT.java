package org.preferencecenter.catalog.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Logo;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.platform.TestDatabase;

/** What a brand says and shows of itself, on a real database. */
class BrandEditorIT {

    private static final String COMMON = "preferences.example.com";
    private final String name = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final byte[] drawing = ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'><desc>" + name + "</desc></svg>")
            .getBytes(UTF_8);

    private static List<Flaw.Rule> edit(Function<BrandEditor, List<Flaw>> edit) {
        return CatalogPersistence.inTransaction(em -> edit.apply(new BrandEditor(em, COMMON))).stream().map(Flaw::rule).toList();
    }

    private static Brand read(String code) {
        return CatalogPersistence.inTransaction(em -> {
            Catalog catalog = new Catalog(em);
            catalog.refresh();
            return catalog.now().brand(code).orElseThrow();
        });
    }

    private Brand add(String code) {
        Brand brand = new Brand(code, "Brand", "news.example.org", "hello@example.org", "1 street", "#7a1f3d", "#ffffff", "fr")
                .at(code + ".example").saying("fr", new BrandText("Bonjour", null, null, "Au revoir"));
        CatalogPersistence.inTransaction(em -> {
            assertEquals(List.of(), new CatalogEditor(em, Clock.systemUTC(), SmallBook.books()).add(brand));
            return null;
        });
        return brand;
    }

    @Test
    void what_a_brand_says_is_read_back_and_can_be_changed() {
        int id = add(name).id();
        assertEquals("Au revoir", read(name).in("fr").orElseThrow().text().foot().orElseThrow());
        assertEquals(List.of(), edit(e -> e.change(id, brand -> brand.at(null).welcoming(false)
                .answering("Ada", "dpo@example.com").linking("https://example.com", null).saying("fr", null)
                .saying("en", new BrandText(null, "Hello", null, null)))));
        Brand changed = read(name);
        assertEquals(Optional.empty(), changed.host());
        assertEquals(false, changed.welcomes());
        assertEquals("Ada", changed.dpoName().orElseThrow());
        assertEquals("https://example.com", changed.homeUrl().orElseThrow());
        assertEquals(1, changed.texts().size());
        assertEquals("Hello", changed.in("en").orElseThrow().text().intro().orElseThrow());
    }

    @Test
    void a_change_with_a_flaw_leaves_everything_as_it_was() {
        int id = add(name).id();
        assertEquals(List.of(Flaw.Rule.CONTRAST, Flaw.Rule.ADDRESS), edit(e -> e.change(id,
                brand -> brand.coloured("#dddddd", "#ffffff").linking("http://example.com", null))));
        assertEquals(Optional.empty(), read(name).homeUrl());
        assertEquals("#7a1f3d", read(name).accent());
        assertEquals(List.of(Flaw.Rule.UNKNOWN), edit(e -> e.change(Integer.MAX_VALUE, brand -> { })));
    }

    @Test
    void a_host_is_nobody_elses() {
        add(name);
        int other = add(name + "x").id();
        assertEquals(List.of(Flaw.Rule.HOST_TAKEN), edit(e -> e.change(other, brand -> brand.at(name.toUpperCase() + ".Example"))));
        assertEquals(List.of(Flaw.Rule.HOST_TAKEN), edit(e -> e.change(other, brand -> brand.at(COMMON))));
        assertEquals(List.of(), edit(e -> e.change(other, brand -> brand.at(name + "y.example"))));
    }

    @Test
    void a_logo_is_kept_under_its_hash_and_found_by_it() {
        int id = add(name).id();
        assertEquals(List.of(), edit(e -> e.logo(id, Paper.LIGHT, drawing)));
        assertEquals(List.of(), edit(e -> e.logo(id, Paper.LIGHT, drawing)));
        assertEquals(List.of(), edit(e -> e.logo(id, Paper.DARK, drawing)));
        Logo logo = read(name).logo(Paper.LIGHT).orElseThrow();
        assertEquals(Logo.Format.SVG, logo.format());
        Pictures pictures = new Pictures(TestDatabase.dataSource());
        assertArrayEquals(drawing, pictures.find(logo.sha256()).orElseThrow());
        assertArrayEquals(drawing, pictures.find(logo.sha256()).orElseThrow(), "from memory");
        assertTrue(pictures.find("00").isEmpty());
        assertEquals(List.of(), edit(e -> e.logo(id, Paper.DARK, new byte[0])));
        assertEquals(Optional.empty(), read(name).logo(Paper.DARK));
        assertEquals(List.of(Flaw.Rule.LOGO), edit(e -> e.logo(id, Paper.LIGHT, "<html/>".getBytes(UTF_8))));
        assertEquals(logo.sha256(), read(name).logo(Paper.LIGHT).orElseThrow().sha256());
    }

    @Test
    void the_database_takes_no_octets_under_another_hash() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            assertThrows(SQLException.class, () -> sql.execute("insert into picture values ('" + "0".repeat(64) + "', '\\x00')"));
        }
    }
}
