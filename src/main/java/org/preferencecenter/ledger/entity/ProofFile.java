package org.preferencecenter.ledger.entity;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One person's history with all that is needed to check it without us.
 *
 * @param made       when, as an instant is written in ISO 8601
 * @param recipient  whose, an opaque number
 * @param purpose    the purpose it is about, or 0: all
 * @param asOf       the instant the state is told of
 * @param keys       of the log, the newest first, {@code name+hash+base64}
 * @param checkpoint the signed note that all proofs lead to
 * @param head       the note of {@link ProofHead}; empty in files made before there was one
 * @param entries    all of the person, in order
 * @param state      the last answer on each scope and channel at {@code asOf}
 * @param notices    every notice that an entry names, as it was shown
 * @param points     every collection point that an entry names
 * @param scripts    every version that an entry says was read aloud
 * @param acts       what an agent wrote down beside a choice and the ledger does not hold: nothing signed vouches for it
 * @param evidence   what was added to the choices and is still there
 */
public record ProofFile(String made, long recipient, int purpose, String asOf, List<String> keys, String checkpoint, String head,
        List<Proven> entries, List<Standing> state, List<Shown> notices, List<Point> points, List<Script> scripts,
        List<Act> acts, List<Attached> evidence) {

    /** Without zone names, fractions shorter or longer, or days that sort as no day does: compared as text. */
    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z");

    /** With no signed head, as files were once. */
    public ProofFile(String made, long recipient, int purpose, String asOf, List<String> keys, String checkpoint,
            List<Proven> entries, List<Standing> state, List<Shown> notices, List<Point> points, List<Script> scripts,
            List<Act> acts, List<Attached> evidence) {
        this(made, recipient, purpose, asOf, keys, checkpoint, "", entries, state, notices, points, scripts, acts, evidence);
    }

    /** Of choices that nobody spoke and nothing was added to. */
    public ProofFile(String made, long recipient, int purpose, String asOf, List<String> keys, String checkpoint,
            List<Proven> entries, List<Standing> state, List<Shown> notices, List<Point> points) {
        this(made, recipient, purpose, asOf, keys, checkpoint, entries, state, notices, points, List.of(), List.of(), List.of());
    }

    private static final List<String> LATER = List.of("scripts", "acts", "evidence");

    /** What the first member of a file says. */
    public static final String FORMAT = "preference-center-proof/1";

    /**
     * An entry.
     *
     * @param index of its leaf; -1: it is newer than the checkpoint
     * @param leaf  its octets, which are ASCII
     * @param path  the proof of RFC 6962 §2.1.1
     */
    public record Proven(long index, String leaf, List<byte[]> path) {
    }

    /** The answer on a scope and channel, and the seq of the entry that says so. */
    public record Standing(String scope, String channel, String state, int entry) {
    }

    /** A notice. @param sha256 of the wording in UTF-8, hexadecimal */
    public record Shown(int id, String purpose, int version, String locale, String published, String sha256, String wording) {
    }

    /** Where and how an answer was given. */
    public record Point(int id, String code, String kind, String capture) {
    }

    /** Words read aloud. @param sha256 of the wording in UTF-8, hexadecimal */
    public record Script(int id, int version, String locale, String published, String sha256, String wording) {
    }

    /** Beside the change of choices it belongs to: where something was said, and why an agent acted; empty: not told. */
    public record Act(String change, String place, String reason) {
    }

    /**
     * Evidence. Its entry holds {@code digest}, which is {@code SHA-256(salt || content)}.
     *
     * @param change the change of choices it proves
     * @param file   where it lies beside this file, if it is handed over too
     * @param type   its media type; of a reference, which is words alone, {@code text/plain}
     * @param salt   32 octets in base64
     * @param digest as the entry tells it, hexadecimal
     * @param sha256 of the content alone, for whoever looks at it without the salt; nothing signed vouches for it
     */
    public record Attached(String id, String change, String medium, String type, long size, String file, String salt, String digest,
            String sha256) {
    }

    /** The same, with the end of its entries signed by the log. @param head a note of {@link ProofHead} */
    public ProofFile with(String head) {
        return new ProofFile(made, recipient, purpose, asOf, keys, checkpoint, head, entries, state, notices, points, scripts, acts, evidence);
    }

    /** As a file, a line for each entry, so that it can be looked at. */
    public String json() {
        StringBuilder json = new StringBuilder(1024 + entries.size() * 1400);
        try {
            write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return json.toString();
    }

    /** Writes the file, line by line: a long history is never a text in memory. */
    public void write(Appendable out) throws IOException {
        StringBuilder line = new StringBuilder(2048);
        line.append("{\"format\":").append(q(FORMAT)).append(",\n\"made\":").append(q(made)).append(",\n\"recipient\":").append(recipient)
                .append(",\n\"purpose\":").append(purpose).append(",\n\"asOf\":").append(q(asOf)).append(",\n\"keys\":[")
                .append(keys.stream().map(ProofFile::q).collect(Collectors.joining(","))).append("],\n\"checkpoint\":").append(q(checkpoint))
                .append(",\n\"head\":").append(q(head));
        list(out, line, "entries", entries, ProofFile::proven);
        list(out, line, "state", state, (s, json) -> json.append("{\"scope\":").append(q(s.scope())).append(",\"channel\":").append(q(s.channel()))
                .append(",\"state\":").append(q(s.state())).append(",\"entry\":").append(s.entry()));
        list(out, line, "notices", notices, (n, json) -> json.append("{\"id\":").append(n.id()).append(",\"purpose\":").append(q(n.purpose()))
                .append(",\"version\":").append(n.version()).append(",\"locale\":").append(q(n.locale())).append(",\"published\":")
                .append(q(n.published())).append(",\"sha256\":").append(q(n.sha256())).append(",\"wording\":").append(q(n.wording())));
        list(out, line, "points", points, (p, json) -> json.append("{\"id\":").append(p.id()).append(",\"code\":").append(q(p.code()))
                .append(",\"kind\":").append(q(p.kind())).append(",\"capture\":").append(q(p.capture())));
        list(out, line, "scripts", scripts, (s, json) -> json.append("{\"id\":").append(s.id()).append(",\"version\":").append(s.version())
                .append(",\"locale\":").append(q(s.locale())).append(",\"published\":").append(q(s.published())).append(",\"sha256\":")
                .append(q(s.sha256())).append(",\"wording\":").append(q(s.wording())));
        list(out, line, "acts", acts, (a, json) -> json.append("{\"change\":").append(q(a.change())).append(",\"place\":").append(q(a.place()))
                .append(",\"reason\":").append(q(a.reason())));
        list(out, line, "evidence", evidence, (e, json) -> json.append("{\"id\":").append(q(e.id())).append(",\"change\":").append(q(e.change()))
                .append(",\"medium\":").append(q(e.medium())).append(",\"type\":").append(q(e.type())).append(",\"size\":").append(e.size())
                .append(",\"file\":").append(q(e.file())).append(",\"salt\":").append(q(e.salt())).append(",\"digest\":").append(q(e.digest()))
                .append(",\"sha256\":").append(q(e.sha256())));
        out.append(line).append("}\n");
    }

    private static void proven(Proven entry, StringBuilder json) {
        json.append("{\"index\":").append(entry.index()).append(",\"leaf\":");
        JsonText.quote(json, entry.leaf());
        json.append(",\"path\":[");
        for (int i = 0; i < entry.path().size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(Base64.getEncoder().encodeToString(entry.path().get(i))).append('"');
        }
        json.append(']');
    }

    /** @param line what was not written yet; afterwards the end of the list */
    private static <T> void list(Appendable out, StringBuilder line, String name, List<T> items, BiConsumer<T, StringBuilder> one)
            throws IOException {
        line.append(",\n\"").append(name).append("\":[");
        String before = "\n";
        for (T item : items) {
            one.accept(item, line.append(before));
            out.append(line.append('}'));
            line.setLength(0);
            before = ",\n";
        }
        line.append(']');
    }

    /** Of the file in UTF-8, hexadecimal: what a paper beside it names it by. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (Writer out = new OutputStreamWriter(new DigestOutputStream(OutputStream.nullOutputStream(), digest), StandardCharsets.UTF_8)) {
                write(out);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Reads a file. @throws IllegalArgumentException if it is none, or of another version */
    public static ProofFile parse(String json) {
        try {
            Map<?, ?> file = (Map<?, ?>) JsonText.read(json);
            if (!FORMAT.equals(file.get("format"))) {
                throw new IllegalArgumentException("not a proof file of this version: " + FORMAT);
            }
            return checked(new ProofFile(text(file, "made"), number(file, "recipient"), Math.toIntExact(number(file, "purpose")),
                    text(file, "asOf"), each(file, "keys").stream().map(String.class::cast).toList(), text(file, "checkpoint"),
                    file.containsKey("head") ? text(file, "head") : "",
                    maps(file, "entries").stream().map(ProofFile::proven).toList(),
                    maps(file, "state").stream().map(s -> new Standing(text(s, "scope"), text(s, "channel"), text(s, "state"),
                            Math.toIntExact(number(s, "entry")))).toList(),
                    maps(file, "notices").stream().map(n -> new Shown(Math.toIntExact(number(n, "id")), text(n, "purpose"),
                            Math.toIntExact(number(n, "version")), text(n, "locale"), text(n, "published"), text(n, "sha256"),
                            text(n, "wording"))).toList(),
                    maps(file, "points").stream().map(p -> new Point(Math.toIntExact(number(p, "id")), text(p, "code"), text(p, "kind"),
                            text(p, "capture"))).toList(),
                    maps(file, "scripts").stream().map(s -> new Script(Math.toIntExact(number(s, "id")), Math.toIntExact(number(s, "version")),
                            text(s, "locale"), text(s, "published"), text(s, "sha256"), text(s, "wording"))).toList(),
                    maps(file, "acts").stream().map(a -> new Act(text(a, "change"), text(a, "place"), text(a, "reason"))).toList(),
                    maps(file, "evidence").stream().map(e -> new Attached(text(e, "id"), text(e, "change"), text(e, "medium"),
                            text(e, "type"), number(e, "size"), text(e, "file"), text(e, "salt"), text(e, "digest"),
                            text(e, "sha256"))).toList()));
        } catch (ClassCastException | NullPointerException | ArithmeticException strange) {
            throw new IllegalArgumentException("not a proof file", strange);
        }
    }

    private static ProofFile checked(ProofFile file) {
        if (file.purpose() < 0 || !instant(file.made()) || !instant(file.asOf())) {
            throw new IllegalArgumentException("not a proof file: a purpose or an instant is none");
        }
        return file;
    }

    /** Whether it is written as entries write an instant. */
    static boolean instant(String text) {
        return INSTANT.matcher(text).matches();
    }

    private static Proven proven(Map<?, ?> entry) {
        List<byte[]> path = new ArrayList<>();
        each(entry, "path").forEach(hash -> path.add(LogKey.base64((String) hash)));
        return new Proven(number(entry, "index"), text(entry, "leaf"), path);
    }

    static String text(Map<?, ?> object, String name) {
        return java.util.Objects.requireNonNull((String) object.get(name));
    }

    static long number(Map<?, ?> object, String name) {
        return (Long) object.get(name);
    }

    private static List<?> each(Map<?, ?> object, String name) {
        return (List<?>) object.get(name);
    }

    private static List<Map<?, ?>> maps(Map<?, ?> object, String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        // Files of before there was any evidence have none of its lists.
        boolean absent = LATER.contains(name) && !object.containsKey(name);
        (absent ? List.of() : each(object, name)).forEach(item -> maps.add((Map<?, ?>) item));
        return maps;
    }

    private static String q(String text) {
        return JsonText.quoted(text);
    }
}
