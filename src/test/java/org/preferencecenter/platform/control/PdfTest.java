package org.preferencecenter.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.platform.entity.Printed;

class PdfTest {

    private static final Pdf PDF = new Pdf();

    private static String text(PDDocument document) throws IOException {
        // Arabic is drawn with the shapes its letters take in a word: compared as the letters they are.
        return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC);
    }

    private static Printed sample(String language, String words) {
        return Printed.in(language, words, "ISO 14289-1").section(words).fact("1", words).codeFact("2", "ab".repeat(32))
                .quotation(words, language).table(List.of("A", "B"), List.of(List.of(words, "2")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr|Reçu : « l’œuvre »", "en|Receipt “of this”", "de|Größe, Straße", "es|¿Qué eligió?", "it|Ciò che è",
        "nl|één keuze", "pt|Não, opções", "pl|Żółć, źdźbło, łąka", "ar|إيصال هذا الاختيار"})
    void every_language_is_printed_as_text_that_can_be_read_out(String language, String words) throws IOException {
        try (PDDocument document = Loader.loadPDF(PDF.print(sample(language, words).xhtml()))) {
            for (String word : words.split("[ ,:«»“”¿?]+")) {
                assertTrue(text(document).contains(word), word + " in " + text(document));
            }
            assertEquals(language, document.getDocumentCatalog().getLanguage());
            assertEquals(words, document.getDocumentInformation().getTitle());
        }
    }

    @Test
    void a_file_is_tagged_is_to_be_kept_and_holds_its_fonts() throws IOException {
        try (PDDocument document = Loader.loadPDF(PDF.print(sample("fr", "Reçu").xhtml()))) {
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked(), "PDF/UA-1 7.1");
            assertTrue(document.getDocumentCatalog().getStructureTreeRoot().getKids().size() > 0);
            assertTrue(document.getDocumentCatalog().getViewerPreferences().displayDocTitle());
            String metadata = new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertTrue(metadata.contains("pdfaid") && metadata.contains("pdfuaid"), metadata);
            assertEquals(1, document.getDocumentCatalog().getOutputIntents().size());
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded(), font.getName());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html/>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><html><body>&b;</body></html>",
        "<html><body>&nbsp;</body></html>", "<html><p></html>", "", "text"})
    void what_has_a_document_type_or_is_not_well_formed_is_not_printed(String xhtml) {
        assertThrows(IllegalArgumentException.class, () -> PDF.print(xhtml));
    }

    @Test
    void what_is_too_long_is_not_printed() {
        assertThrows(IllegalArgumentException.class, () -> PDF.print("x".repeat(Pdf.LONGEST + 1)));
    }

    @Test
    void a_document_fetches_nothing(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.css"), "body:before { content: 'STOLEN' }");
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String network = "http://127.0.0.1:" + door.getLocalPort() + "/a";
            for (String from : List.of(network, secret.toUri().toString(), secret.toString(), "jar:" + secret.toUri() + "!/a",
                    "classpath:/fonts/LICENSE", "//127.0.0.1:" + door.getLocalPort() + "/a")) {
                String page = "<html><head><link rel=\"stylesheet\" href=\"" + from + "\"/><style>@import url('" + from + "'); @font-face { font-family: X;"
                        + " src: url('" + from + "') } p { font-family: X, Text; background: url('" + from + "') }</style></head><body><p>seen</p><img src=\""
                        + from + "\" alt=\"\"/><object data=\"" + from + "\"/></body></html>";
                try (PDDocument document = Loader.loadPDF(PDF.print(page))) {
                    assertTrue(text(document).contains("seen"));
                    assertFalse(text(document).contains("STOLEN"), from);
                }
            }
            door.setSoTimeout(1);
            assertThrows(java.net.SocketTimeoutException.class, door::accept, "somebody knocked");
        }
    }

    @Test
    void what_is_put_into_a_document_is_text_and_nothing_else() throws IOException {
        String naughty = "</p></body><script>alert(1)</script> & \"quotes\" 'x' \u0000\u0007 \ud800 \uffff end";
        try (PDDocument document = Loader.loadPDF(PDF.print(sample("en", naughty).xhtml()))) {
            assertTrue(text(document).contains("<script>alert(1)</script> & \"quotes\""), text(document));
        }
    }
}
