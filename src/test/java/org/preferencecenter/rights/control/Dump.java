package org.preferencecenter.rights.control;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.postgresql.PGConnection;

import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.sms.control.UnclearTexts;

/**
 * Everything that a logical dump of the database would hold: each row of each table, view that keeps rows, sequence and large
 * object of every schema, as COPY writes it. Beside it, what of its sealed octets opens with our key.
 *
 * @param tables by schema and name: what COPY wrote
 * @param opened the same, and only what was sealed in it
 */
record Dump(Map<String, String> tables, Map<String, String> opened) {

    private static final List<String> LABELS = List.of(KeptMail.LABEL, "mail/kept-named", UnclearTexts.LABEL, RightsRequests.LABEL,
            "rights/letter");
    /** As COPY writes octets; no sealed text is shorter. */
    private static final Pattern OCTETS = Pattern.compile("\\\\\\\\x([0-9a-f]{60,})");
    private static final String KEEPS_ROWS = """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm', 'S') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all select 'pg_catalog.pg_largeobject'""";

    static Dump of(DataSource database, Vault vault) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        Map<String, String> opened = new TreeMap<>();
        try (Connection connection = database.getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(KEEPS_ROWS)) {
            while (row.next()) {
                StringWriter rows = new StringWriter();
                connection.unwrap(PGConnection.class).getCopyAPI()
                        .copyOut("copy (select * from " + row.getString(1) + ") to stdout", rows);
                tables.put(row.getString(1), rows.toString());
                opened.put(row.getString(1), opened(rows.toString(), vault));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Dump(tables, opened);
    }

    private static String opened(String rows, Vault vault) {
        StringBuilder opened = new StringBuilder();
        rows.lines().forEach(line -> {
            List<String> labels = new ArrayList<>(LABELS);
            String[] fields = line.split("\t");
            // Pieces of files are sealed under their place (FileStore).
            labels.add("file/" + fields[0] + "/" + (fields.length > 1 ? fields[1] : ""));
            for (Matcher octets = OCTETS.matcher(line); octets.find();) {
                byte[] sealed = HexFormat.of().parseHex(octets.group(1), 0, octets.group(1).length() / 2 * 2);
                labels.forEach(label -> open(vault, label, sealed, opened));
            }
        });
        return opened.toString();
    }

    private static void open(Vault vault, String label, byte[] sealed, StringBuilder opened) {
        try {
            opened.append(new String(vault.open(label, sealed), StandardCharsets.UTF_8)).append('\n');
        } catch (IllegalStateException notSealedSo) {
            // Most octets are hashes.
        }
    }

    /** In which tables the value stands, in whatever form. */
    Set<String> where(String value) {
        return where(tables, value);
    }

    /** In which tables it stands for who has our key. */
    Set<String> sealed(String value) {
        return where(opened, value);
    }

    private static Set<String> where(Map<String, String> tables, String value) {
        Set<String> found = new TreeSet<>();
        Set<String> any = new LinkedHashSet<>();
        Set<String> exact = new LinkedHashSet<>();
        forms(value, any, exact);
        tables.forEach((table, rows) -> {
            String small = rows.toLowerCase(Locale.ROOT);
            if (any.stream().anyMatch(small::contains) || exact.stream().anyMatch(rows::contains)) {
                found.add(table.substring(table.indexOf('.') + 1));
            }
        });
        return found;
    }

    /**
     * As text, with and without its blanks, escaped as in JSON and in addresses, as octets, in base 64, hashed without a key.
     *
     * @param any   is given what is looked for in small letters; {@code exact} what is looked for as it stands
     */
    private static void forms(String value, Set<String> any, Set<String> exact) {
        Set<String> texts = new LinkedHashSet<>(List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT)));
        texts.add(value.replaceAll("\\s", ""));
        texts.add(value.toLowerCase(Locale.ROOT).replaceAll("\\s", ""));
        if (value.startsWith("+")) {
            texts.add(value.replaceAll("[^0-9]", ""));
            texts.add(value.replaceAll("[^0-9]", "").replaceFirst("^33", "0"));
        }
        for (String text : texts) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            Stream.of(text, HexFormat.of().formatHex(octets), URLEncoder.encode(text, StandardCharsets.UTF_8), escaped(text))
                    .map(form -> form.toLowerCase(Locale.ROOT)).forEach(any::add);
            exact.addAll(base64(octets));
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                byte[] hash = hash(algorithm, octets);
                any.add(HexFormat.of().formatHex(hash));
                exact.add(Base64.getEncoder().withoutPadding().encodeToString(hash));
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\\\u%04x", c)));
        return escaped.toString();
    }

    /** Wherever it begins within a longer text: the characters that stand for its octets alone. */
    private static List<String> base64(byte[] octets) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + octets.length];
            System.arraycopy(octets, 0, shifted, before, octets.length);
            String all = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(all.substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6));
        }
        return forms;
    }

    private static byte[] hash(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
