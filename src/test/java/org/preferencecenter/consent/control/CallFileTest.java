package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallFileTest {

    private static CallFile file(String text, boolean csv, String column) throws IOException {
        return new CallFile(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), csv, column);
    }

    private static List<CallFile.Line> all(CallFile file) throws IOException {
        List<CallFile.Line> all = new ArrayList<>();
        for (CallFile.Line line = file.next(); line != null; line = file.next()) {
            all.add(line);
        }
        return all;
    }

    private static List<String> numbers(CallFile file) throws IOException {
        return all(file).stream().map(line -> String.valueOf(line.number())).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "a,tel,b~1,06,x~2,07,y|06 07", "a;tel~1;06~2;07|06 07",
            "a\ttel~1\t06|06", "tel~06~07|06 07", "\"a;b\";tel~\"1;2\";06|06", "tel;a~\"06\";\"say \"\"hi\"\"\"|06",
            "tel,a~06,\"two~lines\"~07,x|06 07", "tel,a~06~07,x|06 07", "a,tel~1~2,07|null 07" })
    void the_column_is_found_whatever_stands_between_and_in_quotes(String text, String numbers) throws IOException {
        assertEquals(numbers, String.join(" ", numbers(file(text.replace('~', '\n'), true,
                text.contains("a") ? "tel" : null))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "tel\n06\n07", "tel\r\n06\r\n07\r\n", "nom;tel\n\"Noé; \"\"le\"\" grand\";06\n\n;;;\nx", "\ufefftel\n06\n" })
    void what_was_read_can_be_written_again_as_it_was(String text) throws IOException {
        CallFile file = file(text, true, "tel");
        assertEquals(text, written(file));
    }

    private static String written(CallFile file) throws IOException {
        StringBuilder again = new StringBuilder(file.mark());
        if (file.header() != null) {
            again.append(file.header().text()).append(file.header().end());
        }
        all(file).forEach(line -> again.append(line.text()).append(line.end()));
        return new String(again.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void a_quote_that_is_never_closed_ruins_its_own_line_and_no_other() throws IOException {
        CallFile file = file("tel,a\n06,\"oops\n07,x\n08,y\n", true, "tel");
        List<CallFile.Line> all = all(file);
        assertEquals(Arrays.asList(null, "07", "08"), all.stream().map(CallFile.Line::number).toList());
        assertEquals(List.of(2L, 3L, 4L), all.stream().map(CallFile.Line::line).toList());
    }

    @Test
    void a_record_of_two_lines_counts_as_two() throws IOException {
        assertEquals(List.of(2L, 4L), all(file("tel,a\n06,\"two\nlines\"\n07,x\n", true, "tel")).stream()
                .map(CallFile.Line::line).toList());
    }

    @Test
    void a_line_without_end_is_cut_and_the_next_is_read() throws IOException {
        InputStream endless = new ByteArrayInputStream(("0".repeat(3 * CallFile.LONGEST) + "\n06\n").getBytes(StandardCharsets.UTF_8));
        List<CallFile.Line> all = all(new CallFile(endless, false, null));
        assertEquals(Arrays.asList(null, "06"), all.stream().map(CallFile.Line::number).toList());
        assertEquals(CallFile.LONGEST, all.get(0).text().length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "''|name its columns", "~06|name its columns", "a,b~1,2|2 columns",
            "a,b~1,2|does not", "tel,tel~1,2|more than once" })
    void a_file_that_is_not_what_it_is_said_to_be_is_told(String text, String said) {
        String column = said.equals("does not") || said.equals("more than once") ? "tel" : null;
        String message = assertThrows(CallFile.BadFile.class, () -> file(text.replace('~', '\n'), true, column)).getMessage();
        assertFalse(!message.contains(said), message);
    }

    @Test
    void sixteen_bit_text_is_told_and_a_nul_further_on_ruins_its_line_only() throws IOException {
        assertThrows(CallFile.BadFile.class, () -> new CallFile(new ByteArrayInputStream(
                "tel\n06".getBytes(StandardCharsets.UTF_16LE)), true, null));
        assertEquals(List.of("06", "null", "07"), numbers(file("06\n0\0006\n07", false, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "windows-1252", "ISO-8859-1" })
    void any_encoding_that_contains_ASCII_goes_through(String charset) throws IOException {
        byte[] bytes = "téléphone;né à\n06\u00a039;Orléans – €\n".getBytes(Charset.forName(charset));
        CallFile file = new CallFile(new ByteArrayInputStream(bytes), true, charset.equals("UTF-8") ? "téléphone"
                : new String("téléphone".getBytes(Charset.forName(charset)), StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        again.writeBytes((file.header().text() + file.header().end()).getBytes(StandardCharsets.ISO_8859_1));
        CallFile.Line line = file.next();
        again.writeBytes((line.text() + line.end()).getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("06\u00a039", line.number());
        org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, again.toByteArray());
        assertNull(file.next());
    }

    @Test
    void a_file_that_breaks_off_is_not_taken_for_a_short_one() throws IOException {
        InputStream breaking = new InputStream() {
            private final byte[] sent = "06\n07\n0".getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() throws IOException {
                if (at == sent.length) {
                    throw new IOException("connection reset");
                }
                return sent[at++];
            }
        };
        CallFile file = new CallFile(breaking, false, null);
        assertThrows(IOException.class, () -> all(file));
    }

    @Property(tries = 500)
    void whatever_comes_goes_out_again_in_as_many_lines(@ForAll List<@net.jqwik.api.constraints.StringLength(max = 8)
            @net.jqwik.api.constraints.CharRange(from = ' ', to = '@') String> lines) throws IOException {
        String text = "tel,\"x\"\n" + String.join("\n", lines);
        assertEquals(text, written(file(text, true, "tel")));
    }

    @FuzzTest
    void any_bytes_are_read_or_told(byte[] bytes) throws IOException {
        for (boolean csv : new boolean[] {true, false}) {
            try {
                all(new CallFile(new ByteArrayInputStream(bytes), csv, null));
            } catch (CallFile.BadFile told) {
                assertFalse(told.getMessage().isBlank());
            }
        }
    }
}
