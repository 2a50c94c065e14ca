package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages with one mistake each: what is found is that mistake, and nothing else. {@code make-cases.py} made the files. */
class DoctorRulesTest {

    private static final String POSTAL = "1 quai,\nNantes";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(nullValues = "-", value = {"good,-", "no-ways,unsubscribe.missing post.missing", "post-alone,unsubscribe.missing post.alone",
            "ways-twice,unsubscribe.twice", "two-https,unsubscribe.many", "plain-http,unsubscribe.http",
            "mailto-only,unsubscribe.nohttps", "mailto-first,unsubscribe.order", "no-mailto,unsubscribe.nomail",
            "no-brackets,unsubscribe.form unsubscribe.nohttps unsubscribe.nomail",
            "encoded-ways,unsubscribe.encoded unsubscribe.nohttps unsubscribe.nomail", "folded-uri,unsubscribe.folded",
            "long-uri,unsubscribe.long", "comma-uri,unsubscribe.comma", "post-two-blanks,post.form", "post-folded,post.form",
            "post-other,post.form", "post-missing,post.missing", "post-twice,post.twice", "list-missing,list.missing",
            "list-form,list.form", "list-one-label,list.form", "list-twice,list.twice", "from-twice,from.one",
            "no-date,header.missing", "subject-twice,header.twice", "line-too-long,header.long", "cfbl-form,cfbl.form",
            "no-link,body.link", "no-address,body.postal", "other-sender,align.sender", "no-return-path,align.nosender",
            "null-sender,-", "html,body.html", "html-words,body.html", "html-no-link,body.link body.html",
            "pixel,body.pixel body.html", "service,list.missing body.link body.postal unsubscribe.missing post.missing"})
    void a_mistake_is_found_and_nothing_else(String file, String codes) throws Exception {
        assertEquals(codes == null ? Set.of() : Set.of(codes.split(" ")), codes(read(file), true), file);
    }

    @Test
    void a_service_message_owes_no_way_out() throws Exception {
        assertEquals(Set.of(), codes(read("service"), false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"none,dkim.missing", "another,align.dkim", "uncovered,dkim.oneclick", "body,dkim.BODY_CHANGED",
            "header,dkim.WRONG", "no-key,dkim.NO_KEY", "expired,dkim.EXPIRED", "sha1,dkim.WEAK", "no-dns,dkim.unchecked"})
    void what_is_wrong_with_a_signature_is_told(String what, String code) throws Exception {
        RawMessage plain = read("good");
        DkimKey key = key(what.equals("another") ? "provider.example" : "news.example.org");
        RawMessage signed = sign(plain, key);
        RawMessage message = switch (what) {
            case "none" -> plain;
            case "uncovered" -> with(sign(RawMessage.of(new String(plain.bytes(), ISO_8859_1)
                    .replaceFirst("List-Unsubscribe-Post: .*\r\n", "").getBytes(ISO_8859_1)), key), "Return-Path:",
                    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nReturn-Path:");
            case "body" -> with(signed, "Carmen", "Tosca");
            case "header" -> with(signed, "Subject: Tonight", "Subject: Tomorrow");
            case "expired" -> with(signed, "; t=", "; x=1; t=");
            case "sha1" -> with(signed, "a=rsa-sha256", "a=rsa-sha1");
            default -> signed;
        };
        String record = what.equals("no-key") ? "" : key.record().value();
        List<Finding> found = findings(message, true, what.equals("no-dns") ? null : record);
        assertTrue(found.stream().anyMatch(one -> one.code().equals(code)), found.toString());
    }

    @ParameterizedTest
    @CsvSource({"signed, true, true, dkim.hop.good", "unsigned, true, true, dkim.hop", "uncovered, true, true, dkim.hop",
            "signed, false, true, dkim.hop.unchecked", "signed, true, false, ''"})
    void where_the_next_hop_signs_only_a_message_that_went_all_the_way_tells(String what, boolean dns, boolean prospecting, String code)
            throws Exception {
        DkimKey key = key("news.example.org");
        RawMessage plain = read("good");
        RawMessage message = switch (what) {
            case "signed" -> sign(plain, key);
            case "uncovered" -> with(sign(RawMessage.of(new String(plain.bytes(), ISO_8859_1)
                    .replaceFirst("List-Unsubscribe-Post: .*\r\n", "").getBytes(ISO_8859_1)), key), "Return-Path:",
                    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nReturn-Path:");
            default -> plain;
        };
        List<CheckedSignature> signatures = checked(message, dns ? key.record().value() : null);
        Received received = new Received(message, Optional.empty(), prospecting, signatures, Optional.of(POSTAL), Set.of(), true);
        assertEquals(code, received.findings().stream().map(Finding::code).filter(one -> one.startsWith("dkim.hop"))
                .collect(Collectors.joining()));
        assertTrue(findings(message, true, key.record().value()).stream().noneMatch(one -> one.code().startsWith("dkim.hop")),
                "nothing is said of the next hop where we sign ourselves");
    }

    @Test
    void a_sibling_domain_answers_for_from_where_dns_says_so() throws Exception {
        RawMessage message = sign(read("good"), key("mail.example.org"));
        List<CheckedSignature> signatures = checked(message, key("mail.example.org").record().value());
        for (boolean family : new boolean[] {true, false}) {
            Received received = new Received(message, Optional.of("b@mail.example.org"), true, signatures, Optional.of(POSTAL),
                    family ? Set.of("mail.example.org") : Set.of(), false);
            assertEquals(family, received.findings().stream().noneMatch(one -> one.code().startsWith("align.")), received.findings().toString());
        }
    }

    @Test
    void both_our_signatures_hold_on_what_we_sign() throws Exception {
        RawMessage message = read("good");
        for (DkimKey key : TestKeys.BOTH) {
            RawMessage signed = sign(message, key);
            assertEquals(DkimVerification.Verdict.VALID, DkimVerification.of(signed, signed.fields("DKIM-Signature").get(0), key.record().value(), AT));
        }
    }

    /** The codes that stand in the rules' own source, and the sentences for them: none is missing, none is left over. */
    @Test
    void everything_that_can_be_found_has_its_sentence_in_both_languages() throws Exception {
        Set<String> told = new TreeSet<>();
        for (Path file : Stream.concat(Files.list(Path.of("src/main/java/org/preferencecenter/mail/entity")),
                Files.list(Path.of("src/main/java/org/preferencecenter/mail/control"))).toList()) {
            var code = java.util.regex.Pattern.compile("Finding\\.(?:fail|warn|note|of)\\(\\s*\"([a-z.]+[a-z])\"").matcher(Files.readString(file));
            while (code.find()) {
                told.add(code.group(1));
            }
        }
        Arrays.stream(DkimVerification.Verdict.values()).filter(v -> v != DkimVerification.Verdict.VALID).forEach(v -> told.add("dkim." + v));
        for (String probe : List.of("link", "mail")) {
            Stream.of("dead", "other", "good").forEach(end -> told.add("probe." + probe + "." + end));
        }
        assertTrue(told.size() > 45, told.toString());
        for (String language : List.of("en", "fr")) {
            var words = new java.util.Properties();
            try (var in = DoctorRulesTest.class.getResourceAsStream("/messages/doctor_" + language + ".properties");
                    var reader = new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8)) {
                words.load(reader);
            }
            Set<String> has = words.stringPropertyNames().stream().filter(key -> !key.startsWith("verdict.") && !key.endsWith(".fix"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(told, has, language);
        }
    }

    private static Set<String> codes(RawMessage message, boolean prospecting) {
        RawMessage signed = sign(message, key("news.example.org"));
        return findings(signed, prospecting, key("news.example.org").record().value()).stream().map(Finding::code)
                .collect(Collectors.toSet());
    }

    /** @param record null: DNS is away */
    private static List<Finding> findings(RawMessage message, boolean prospecting, String record) {
        List<CheckedSignature> signatures = checked(message, record);
        Optional<String> sender = message.value("Return-Path").map(path -> path.replaceAll("[<>]", ""));
        return new Received(message, sender, prospecting, signatures, Optional.of(POSTAL)).findings();
    }

    /** @param record null: DNS is away */
    private static List<CheckedSignature> checked(RawMessage message, String record) {
        return message.fields("DKIM-Signature").stream().map(field -> {
            Map<String, String> tags = DkimVerification.tags(field.value());
            return new CheckedSignature(tags.get("d"), DkimVerification.signed(tags), tags,
                    record == null ? null : DkimVerification.of(message, field, record, AT));
        }).toList();
    }

    private static DkimKey key(String domain) {
        DkimKey key = TestKeys.BOTH.get(0);
        return new DkimKey(domain, key.selector(), key.algorithm(), key.privateKey(), key.publicKey());
    }

    private static RawMessage sign(RawMessage message, DkimKey key) {
        RawMessage exact = message.withCrlf();
        return exact.with(List.of(DkimSignature.of(exact, key, AT)));
    }

    private static RawMessage with(RawMessage message, String from, String to) {
        return RawMessage.of(new String(message.bytes(), ISO_8859_1).replace(from, to).getBytes(ISO_8859_1));
    }

    private static RawMessage read(String file) throws Exception {
        return RawMessage.of(Files.readAllBytes(Path.of(DoctorRulesTest.class.getResource("/doctor/" + file + ".eml").toURI())));
    }
}
