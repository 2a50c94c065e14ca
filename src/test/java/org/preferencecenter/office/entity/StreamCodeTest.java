package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;

/** What a developer pastes. That the commands are answered, {@code SetupJourneyIT} shows. */
class StreamCodeTest {

    private static final URI HOST = URI.create("https://letters.example.org");

    private static List<StreamCode.Piece> pieces(Purpose purpose, Channel channel) {
        return new StreamCode(HOST, HOST, "bonjour@news.example.org", new Stream("letter-jazz", purpose, null, channel, false)).pieces();
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, decision message java library headers", "SMS, decision contact", "POST, decision contact", "PHONE, decision contact"})
    void each_channel_gets_what_works_for_it(Channel channel, String keys) {
        assertEquals(keys, String.join(" ", pieces(Samples.purpose(), channel).stream().map(StreamCode.Piece::key).toList()));
        pieces(Samples.purpose(), channel).forEach(piece -> assertTrue(
                piece.text().contains("letter-jazz") && piece.text().contains(HOST.toString()), piece.text()));
    }

    @Test
    void a_service_stream_carries_no_way_to_stop() {
        assertEquals("decision message java library",
                String.join(" ", pieces(Samples.servicePurpose(), Channel.EMAIL).stream().map(StreamCode.Piece::key).toList()));
    }

    @Test
    void no_piece_holds_a_key() {
        pieces(Samples.purpose(), Channel.EMAIL).forEach(piece -> assertFalse(piece.text().contains("pc_"), piece.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "library"})
    void the_java_compiles_as_it_stands(String key, @TempDir Path folder) throws IOException {
        String java = pieces(Samples.purpose(), Channel.EMAIL).stream().filter(piece -> piece.key().equals(key)).findFirst().orElseThrow()
                .text();
        Path file = folder.resolve("Pasted.java");
        Files.writeString(file, "import java.io.*; import java.net.*; import java.net.http.*; import jakarta.mail.Transport;\n"
                + "import org.preferencecenter.mail.client.*;\nclass Pasted { void send("
                + "jakarta.mail.internet.MimeMessage message, String recipient) throws Exception {\n" + java + "}}\n");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", folder.toString(), "-cp",
                System.getProperty("java.class.path"), file.toString()));
    }
}
