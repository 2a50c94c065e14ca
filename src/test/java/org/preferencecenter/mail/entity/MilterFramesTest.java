package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets of the milter protocol, byte for byte, and whatever else somebody may say on that line. */
class MilterFramesTest {

    private static List<MilterFrame> read(MilterFrames frames, byte[] bytes, int piece) {
        List<MilterFrame> read = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            frames.add(part, part.length);
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                read.add(frame.get());
            }
        }
        return read;
    }

    @Property(tries = 300)
    void however_the_network_cuts_them_packets_come_out_as_they_went_in(@ForAll @Size(max = 12) List<byte[]> data,
            @ForAll @IntRange(min = 1, max = 40) int piece, @ForAll @IntRange(min = 0, max = 70_000) int large) {
        List<MilterFrame> said = new ArrayList<>();
        data.forEach(bytes -> said.add(new MilterFrame('L', new String(bytes, ISO_8859_1))));
        said.add(new MilterFrame('B', "x".repeat(large)));
        said.add(new MilterFrame('E', ""));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        said.forEach(frame -> line.writeBytes(frame.bytes()));
        assertEquals(said, read(new MilterFrames(), line.toByteArray(), large > 1000 ? 977 : piece));
    }

    @Property(tries = 1000)
    void garbage_is_refused_or_waited_on_and_never_anything_else(@ForAll byte[] garbage, @ForAll boolean asText) {
        MilterFrames frames = new MilterFrames();
        byte[] bytes = asText ? new MilterFrame(garbage.length == 0 ? 'O' : (char) (garbage[0] & 0xff),
                new String(garbage, ISO_8859_1)).bytes() : garbage;
        try {
            for (MilterFrame frame : read(frames, bytes, 3)) {
                MilterCommand.of(frame);
            }
        } catch (BadFrame refused) {
            assertTrue(refused.getMessage().endsWith("."));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, MilterFrames.LONGEST + 1, Integer.MAX_VALUE, 0x47455420})
    void a_length_that_no_packet_has_closes_the_line_before_anything_is_kept(int length) {
        MilterFrames frames = new MilterFrames();
        frames.add(ByteBuffer.allocate(4).putInt(length).array(), 4);
        assertThrows(BadFrame.class, frames::next);
    }

    @Test
    void the_longest_packet_is_read_and_its_memory_given_back() {
        MilterFrames frames = new MilterFrames();
        MilterFrame longest = new MilterFrame('L', "x".repeat(MilterFrames.LONGEST - 1));
        assertEquals(List.of(longest), read(frames, longest.bytes(), 65_536));
        assertEquals("MilterFrames[[0, 0, 8192]]", frames.toString());
        frames.add(new byte[] {0, 15, (byte) 255, (byte) 255, 'L'}, 5);
        assertTrue(frames.next().isEmpty());
        assertTrue(frames.toString().endsWith("8192]]"), "what is announced is not allocated");
    }

    @Test
    void every_command_is_read_as_the_protocol_has_it() {
        assertEquals(new MilterCommand.Negotiate(6, 0x1ff, 0x1fffff),
                MilterCommand.of(new MilterFrame('O', "\0\0\0\6\0\0\1\u00ff\0\u001f\u00ff\u00ff")));
        assertEquals(new MilterCommand.Connect(49_152), MilterCommand.of(new MilterFrame('C', "mail.example\0" + "4\u00c0\0"
                + "127.0.0.1\0")));
        assertEquals(new MilterCommand.Connect(25), MilterCommand.of(new MilterFrame('C', "[::1]\0"
                + "6\0\u0019IPv6:::1\0")));
        assertEquals(new MilterCommand.Connect(0), MilterCommand.of(new MilterFrame('C', "localhost\0L\0\0/run/x\0")));
        assertEquals(new MilterCommand.Connect(0), MilterCommand.of(new MilterFrame('C', "unknown\0U")));
        assertEquals(new MilterCommand.Mail("a@example.org"), MilterCommand.of(new MilterFrame('M',
                "<a@example.org>\0SIZE=1\0BODY=8BITMIME\0")));
        assertEquals(new MilterCommand.Mail(""), MilterCommand.of(new MilterFrame('M', "<>\0")));
        assertEquals(new MilterCommand.Rcpt("b@example.org"), MilterCommand.of(new MilterFrame('R',
                "b@example.org\0NOTIFY=NEVER\0")));
        assertEquals(new MilterCommand.Header("X-Odd", " \u00e9\n\tfold"), MilterCommand.of(new MilterFrame('L',
                "X-Odd\0 \u00e9\n\tfold\0")));
        assertEquals(new MilterCommand.Header("X-Empty", ""), MilterCommand.of(new MilterFrame('L', "X-Empty\0\0")));
        assertEquals(new MilterCommand.Macros('M', Map.of("i", "4XYZ", "auth_authen", "shop")),
                MilterCommand.of(new MilterFrame('D', "Mi\0" + "4XYZ\0{auth_authen}\0shop\0")));
        assertEquals(new MilterCommand.Macros('C', Map.of()), MilterCommand.of(new MilterFrame('D', "C")));
        for (char plain : "HTNBEAQKU".toCharArray()) {
            assertEquals(new MilterCommand.Plain(plain), MilterCommand.of(new MilterFrame(plain, "x")));
        }
    }

    @Test
    void every_answer_is_written_as_the_protocol_has_it() {
        assertArrayEquals(new byte[] {0, 0, 0, 1, 'c'}, MilterReply.goOn());
        assertEquals("\0\0\0\25y550 5.7.1 no ? it's\0", text(MilterReply.say("550 5.7.1", "no % it’s")));
        assertEquals("y550 5.7.1 a b ? c\0", text(MilterReply.say("550 5.7.1", "a\r\nb é c")).substring(4),
                "one line, ASCII");
        assertTrue(MilterReply.say("550 5.7.1", "x".repeat(2000)).length <= 4 + 1 + 510 + 1, "RFC 5321 §4.5.3.1.5");
        byte[] offer = MilterReply.negotiated(new MilterCommand.Negotiate(6, 0x1ff, 0x80), false);
        assertEquals("O\0\0\0\6\0\0\0\21\0\0\0\u0080", text(offer).substring(4), "nothing that was not offered");
        assertEquals("O\0\0\0\6\0\0\0\121\0\0\0\0", text(MilterReply.negotiated(new MilterCommand.Negotiate(6, 0x1ff, 0), true)).substring(4));
        assertEquals("O\0\0\0\6\0\0\0\21\0\0\0\0", text(MilterReply.negotiated(new MilterCommand.Negotiate(6, 0x1bf, 0), true)).substring(4));
        assertEquals("\0\0\0\11e<b@c.d>\0\0\0\0\1c", text(MilterReply.change(List.of(), true, java.util.Optional.of("b@c.d"))));
    }

    @Test
    void the_last_instance_goes_first_and_the_first_field_comes_to_stand_on_top() {
        List<HeaderChange> changes = List.of(HeaderChange.add("A", "<1>,", "<2>"), new HeaderChange.Delete("X", 1),
                HeaderChange.add("B", "3"), new HeaderChange.Delete("X", 2));
        byte[] told = MilterReply.change(changes, true, java.util.Optional.empty());
        List<String> frames = read(new MilterFrames(), told, told.length).stream().map(f -> f.command() + f.data()).toList();
        assertEquals(List.of("m\0\0\0\2X\0\0", "m\0\0\0\1X\0\0", "i\0\0\0\1B\0 3\0", "i\0\0\0\1A\0 <1>,\n <2>\0", "c"),
                frames);
        assertTrue(text(MilterReply.change(changes, false, java.util.Optional.empty())).contains("A\0<1>,\n <2>\0"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
