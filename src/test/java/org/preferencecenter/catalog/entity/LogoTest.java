package org.preferencecenter.catalog.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import javax.imageio.ImageIO;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {

    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 40'>%s</svg>";

    private static byte[] drawn(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out));
        return out.toByteArray();
    }

    private static byte[] svg(String inside) {
        return SVG.formatted(inside).getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpeg, JPEG", "gif, GIF"})
    void an_image_is_told_by_its_octets(String written, Logo.Format format) throws IOException {
        Logo logo = Logo.of(drawn(written, 120, 40)).orElseThrow();
        assertEquals(format, logo.format());
        assertEquals(120, logo.width());
        assertEquals(40, logo.height());
        assertTrue(logo.sha256().matches("[0-9a-f]{64}"));
    }

    /** The smallest files of each kind, 1 × 1 pixel, as encoders write them. */
    @ParameterizedTest
    @ValueSource(strings = {"UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
        "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
        "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA=="})
    void webp_comes_in_three_forms(String file) {
        Logo logo = Logo.of(Base64.getDecoder().decode(file)).orElseThrow();
        assertEquals(Logo.Format.WEBP, logo.format());
        assertEquals(1, logo.width());
        assertEquals(1, logo.height());
    }

    @Test
    void a_drawing_says_its_size_itself_or_by_its_box() {
        assertEquals(48, Logo.of(svg("<path d='M0 0h9v9z' fill='url(#g)'/>")).orElseThrow().width());
        assertEquals(21, Logo.of("<svg xmlns='http://www.w3.org/2000/svg' width='20.5px' height='10'/>".getBytes(UTF_8))
                .orElseThrow().width());
        assertTrue(Logo.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(UTF_8)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<SCRIPT>1</SCRIPT>", "<path onload='alert(1)'/>",
        "<a href='https://elsewhere.example'><path/></a>", "<use href='https://elsewhere.example/x.svg#a'/>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>", "<style>@import 'x.css';</style>",
        "<style>path{fill:url(https://elsewhere.example)}</style>", "<style>path{fill:u\\72l(x)}</style>",
        "<path fill='url(//elsewhere.example/#a)'/>", "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='javascript:alert(1)'/>",
        "<image href='#x'/>", "<?xml-stylesheet href='x.css'?>", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "<path",
        "<set attributeName='href' to='javascript:alert(1)'/>"})
    void a_drawing_that_does_more_than_draw_is_refused(String inside) {
        assertTrue(Logo.of(svg(inside)).isEmpty());
    }

    @Test
    void entities_are_never_resolved() {
        String bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + SVG.formatted("<text>&a;&x;</text>");
        assertTrue(Logo.of(bomb.getBytes(UTF_8)).isEmpty());
    }

    @Test
    void what_is_too_heavy_or_too_large_is_refused() throws IOException {
        assertTrue(Logo.of(svg("<desc>" + "x".repeat(Logo.MAX_OCTETS) + "</desc>")).isEmpty());
        assertTrue(Logo.of(drawn("png", Logo.MAX_SIDE + 1, 1)).isEmpty());
        assertTrue(Logo.of(drawn("png", Logo.MAX_SIDE, 1)).isPresent());
    }

    @Test
    void a_page_that_pretends_to_be_an_image_is_none() {
        assertTrue(Logo.of("<html><body>GIF89a</body></html>".getBytes(UTF_8)).isEmpty());
        assertTrue(Logo.of("\u0089PNG".getBytes(UTF_8)).isEmpty());
        assertTrue(Logo.of(HexFormat.of().parseHex("ffd8ffe00000")).isEmpty());
    }

    @Property(tries = 300)
    void whatever_octets_come_nothing_breaks(@ForAll @Size(max = 60) byte[] octets, @ForAll boolean jpeg) throws IOException {
        byte[] head = jpeg ? drawn("jpeg", 9, 9) : drawn("png", 9, 9);
        byte[] cut = Arrays.copyOf(head, Math.min(head.length, octets.length));
        Logo.of(octets);
        Logo.of(cut);
        System.arraycopy(octets, 0, head, Math.min(2, head.length - octets.length), Math.min(octets.length, head.length - 2));
        Logo.of(head).ifPresent(logo -> assertTrue(logo.width() > 0 && logo.height() > 0));
    }

    @Test
    void the_hash_is_of_the_octets() {
        assertEquals(Logo.of(svg("")).orElseThrow().sha256(), new Picture(svg("")).sha256());
        assertThrows(NullPointerException.class, () -> new Picture(null));
    }
}
