package org.preferencecenter.ledger.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.MerkleTree;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.ledger.entity.ProofVerdict;
import org.preferencecenter.ledger.entity.SignedNote;

/** Files as they were made and as somebody bent them, with what both verifiers, in Java and in a browser, have to say. */
public final class ProofVectors {

    public static final Path GOLDEN = Path.of("src/test/resources/ledger/golden");
    public static final String KEY = "golden.example/log+118eb707+AWbRRAv0fCP4Opd2LaNapYkdgHNJR9+6wve8FpSkYRaQ";

    /** @param last the last step, and whether it holds */
    public record Vector(String name, String json, Optional<String> key, ProofVerdict verdict, String last) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What it is; file; verdict; last step; what is replaced, as a pattern, once; by what. */
    private static final String TABLE = """
            as it was made              # proof.json    # ALL  # standing true      # nothing                   # nothing
            a receipt as it was made    # receipt.jsonld # ALL # notices true       # nothing                   # nothing
            about one purpose           # brand.json    # ALL  # other true         # nothing                   # nothing
            the form not beside it      # oral.json     # MOST # standing true      # nothing                   # nothing
            part of another record      # joined.json   # MOST # standing true      # nothing                   # nothing
            as files were once          # proof.json    # MOST # standing true      # "head": "[^"]*",          #
            no file                     # proof.json    # NOT  # form false         # (?s).*                    # nothing
            another version             # proof.json    # NOT  # form false         # proof/1                   # proof/2
            a name given twice          # proof.json    # NOT  # form false         # "purpose": 0              # "purpose": 0, "purpose": 1
            the same, written otherwise # proof.json    # NOT  # form false         # "purpose": 0              # "purpose": 0, "purp\\\\u006fse": 1
            twice in a list             # proof.json    # NOT  # form false         # "entry": 3                # "entry": 1, "entry": 3
            a receipt's name twice      # receipt.jsonld # NOT # form false         # "pc:validForProcessing"   # "pc:validForProcessing": false, "pc:validForProcessing"
            an end hidden elsewhere     # proof.json    # MOST # standing true      # "head"                    # "__proto__": {"head": ""}, "heads"
            a fraction                  # proof.json    # NOT  # form false         # "purpose": 0              # "purpose": 0.0
            a number others round       # proof.json    # NOT  # form false         # "recipient": 7,           # "recipient": 9007199254740993,
            a purpose below all         # proof.json    # NOT  # form false         # "purpose": 0              # "purpose": -1
            a purpose beyond all        # proof.json    # NOT  # form false         # "purpose": 0              # "purpose": 4294967296
            a text for a number         # proof.json    # NOT  # form false         # "index": 3,               # "index": "3",
            a member missing            # proof.json    # NOT  # form false         # "published"               # "publishing"
            half a character            # proof.json    # NOT  # form false         # programme du              # \\\\ud800
            something after the end     # proof.json    # NOT  # form false         # (?s)$                     # {}
            a mark before the beginning # proof.json    # NOT  # form false         # (?s)^                     # \uFEFF
            a day that sorts wrong      # proof.json    # NOT  # form false         # "asOf": "[^"]*            # "asOf": "9
            no day                      # proof.json    # NOT  # form false         # "asOf": "[^"]*            # "asOf": "
            a day after all days        # proof.json    # NOT  # form false         # "asOf": "[^"]*            # "asOf": "\\\\uffff
            a day in another zone       # proof.json    # NOT  # form false         # "asOf": "[^"]*            # "asOf": "2026-11-22T20:59:59.000+01:00
            a month that is none        # proof.json    # NOT  # form false         # "asOf": "2026-11          # "asOf": "2026-13
            made some day               # proof.json    # NOT  # form false         # "made": "[^"]*            # "made": "yesterday
            another checkpoint          # proof.json    # NOT  # signature false    # \\\\n13\\\\n              # \\\\n14\\\\n
            another signature           # proof.json    # NOT  # signature false    # EY63BzQ                   # EY63BzR
            another log                 # proof.json    # NOT  # signature false    # golden.example/log\\\\n   # golden.example/lag\\\\n
            a fact                      # proof.json    # NOT  # chain false        # GRANTED\\\\               # REFUSED\\\\
            the last fact               # proof.json    # NOT  # inclusion false    # WITHDRAWN\\\\             # REFUSED\\\\
            somebody else               # proof.json    # NOT  # chain false        # "recipient": 7,           # "recipient": 8,
            the order                   # proof.json    # NOT  # chain false        # \\\\"seq\\\\":2           # \\\\"seq\\\\":3
            the last entry's place      # proof.json    # NOT  # inclusion false    # "index": 12               # "index": 11
            a path                      # proof.json    # NOT  # inclusion false    # I6oLskfpORD               # I6oLskfpORE
            an entry left unsealed      # proof.json    # NOT  # inclusion false    # "index": 3                # "index": -1
            the last left unsealed      # proof.json    # MOST # standing true      # "index": 12               # "index": -1
            another end                 # proof.json    # NOT  # head false         # \\\\n7 3\\\\n             # \\\\n7 2\\\\n
            made later                  # proof.json    # NOT  # head false         # "made": "2026             # "made": "2027
            told of a later day         # proof.json    # NOT  # state false        # "asOf": "2026             # "asOf": "2027
            words                       # proof.json    # NOT  # notices false      # programme du              # programme de
            the version of words        # proof.json    # NOT  # notices false      # "version": 1              # "version": 2
            the language of words       # proof.json    # NOT  # notices false      # "locale": "fr"            # "locale": "nl"
            the day they were published # proof.json    # NOT  # notices false      # "published": "2026        # "published": "2025
            words of which purpose      # proof.json    # NOT  # notices false      # "purpose": "programme"    # "purpose": "concerts"
            a line into another field   # proof.json    # NOT  # notices false      # "purpose": "programme"    # "purpose": "programme\\\\n1"
            a notice twice              # proof.json    # NOT  # notices false      # "notices": \\[([^\\]]*) # "notices": [$1, $1
            numbers of words alone      # older.json    # MOST # standing.beside true # nothing                 # nothing
            no notice                   # proof.json    # NOT  # notices false      # "id": 5                   # "id": 6
            what stood                  # proof.json    # NOT  # state false        # "state": "WITHDRAWN"      # "state": "GRANTED"
            which entry said so         # proof.json    # NOT  # state false        # "entry": 3                # "entry": 1
            when                        # proof.json    # NOT  # state false        # "asOf": "[^"]*            # "asOf": "2026-11-22T20:00:05.000000Z
            words read aloud            # oral.json     # NOT  # scripts false      # peut-il vous              # doit-il vous
            evidence left out           # oral.json     # NOT  # evidence false     # (?s)"evidence": \\[.*]    # "evidence": []
            a salt that is none         # oral.json     # NOT  # content false      # "salt": "                 # "salt": "!
            a stop of the brand dropped # brand.json    # NOT  # state false        # (?s),\\s*\\{\\s*"scope": "BRAND:1".*?\\} #
            of another purpose          # brand.json    # NOT  # state false        # "purpose": 2              # "purpose": 1
            of all purposes             # brand.json    # NOT  # state false        # "purpose": 2              # "purpose": 0
            a receipt's checkpoint      # receipt.jsonld # NOT # signature false    # \\\\n14\\\\n              # \\\\n15\\\\n
            a receipt nobody signed     # receipt.jsonld # NOT # sealed false       # "checkpoint": "[^"]*"     # "checkpoint": ""
            a fact of its entry         # receipt.jsonld # NOT # inclusion false    # GRANTED\\\\               # REFUSED\\\\
            its entry's place           # receipt.jsonld # NOT # inclusion false    # "index": 9                # "index": 8
            its entry not sealed        # receipt.jsonld # NOT # inclusion false    # "index": 9                # "index": -1
            the state that is told      # receipt.jsonld # NOT # receipt.told false # "state": "GRANTED"        # "state": "REFUSED"
            a stop told as a yes        # receipt.jsonld # NOT # receipt.told false # dpv:ConsentGiven          # dpv:ConsentRefused
            a yes told as withdrawn     # receipt.jsonld # NOT # receipt.told false # (?s)dpv:ConsentGiven(.*?Processing": )true # dpv:ConsentWithdrawn$1false
            a yes told as an objection  # receipt.jsonld # NOT # receipt.told false # (?s)dpv:ConsentRecord(.*?)dpv:hasConsentStatus(.*?)dpv:ConsentGiven(.*?Processing": )true # dpv:RightExerciseRecord$1dpv:hasStatus$2dpv:RequestFulfilled$3false
            a yes and something else    # receipt.jsonld # NOT # receipt.told false # "dpv:hasConsentStatus"    # "dpv:hasStatus": {"@type": "dpv:RequestFulfilled"}, "dpv:hasConsentStatus"
            by somebody else            # receipt.jsonld # NOT # receipt.told false # "pc:actor": "RECIPIENT"   # "pc:actor": "AGENT"
            in another way              # receipt.jsonld # NOT # receipt.told false # "dpv:hasIndicationMethod": "pc: # "dpv:hasIndicationMethod": "pc:not-
            said on another day         # receipt.jsonld # NOT # receipt.told false # "dpv:isIndicatedAtTime": "2026 # "dpv:isIndicatedAtTime": "2025
            noted on another day        # receipt.jsonld # NOT # receipt.told false # "pc:recordedAtTime": "2026 # "pc:recordedAtTime": "2025
            somebody else's receipt     # receipt.jsonld # NOT # receipt.told false # "dct:identifier": "4711"  # "dct:identifier": "4712"
            another scope               # receipt.jsonld # NOT # receipt.told false # "scope": "TOPIC:21"       # "scope": "TOPIC:22"
            another hash                # receipt.jsonld # NOT # receipt.told false # "hash": "                 # "hash": "0
            that it permits             # receipt.jsonld # NOT # receipt.told false # "pc:validForProcessing": true # "pc:validForProcessing": false
            another notice              # receipt.jsonld # NOT # receipt.told false # "notice": 31              # "notice": 32
            no notice named             # receipt.jsonld # NOT # receipt.told false # ,\\s*"notice": 31         #
            words not told              # receipt.jsonld # MOST # notices.untold true # "pc:wording"            # "pc:words"
            the version of its words    # receipt.jsonld # NOT # notices false      # "pc:version": 3           # "pc:version": 4
            its words of what purpose   # receipt.jsonld # NOT # notices false      # "letter/3/fr"             # "offers/3/fr"
            the name of its words       # receipt.jsonld # NOT # notices false      # "letter/3/fr"             # "letter/3/nl"
            the day of its words        # receipt.jsonld # NOT # notices false      # "dct:issued": "2026       # "dct:issued": "2025
            a receipt's words           # receipt.jsonld # NOT # notices false      # recevoir la lettre        # recevoir les lettres
            no record                   # receipt.jsonld # NOT # form false         # "dct:hasPart"             # "dct:hasParts"
            """;

    private ProofVectors() {
    }

    public static String read(String file) {
        try {
            return Files.readString(GOLDEN.resolve(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public static List<Vector> all() {
        List<Vector> all = new ArrayList<>(TABLE.lines().map(ProofVectors::row).toList());
        ProofFile golden = ProofFile.parse(read("proof.json"));
        all.addAll(List.of(
                of("no key is given", read("proof.json"), Optional.empty(), ProofVerdict.MOST, "standing true"),
                of("no key is given for a receipt", read("receipt.jsonld"), Optional.empty(), ProofVerdict.MOST, "notices true"),
                of("another key", read("proof.json"), Optional.of(new LogKey("golden.example/log", new byte[32]).vkey()), ProofVerdict.NOT, "signature false"),
                of("two keys", read("proof.json"), Optional.of(new LogKey("golden.example/log", new byte[32]).vkey() + ' ' + KEY), ProofVerdict.ALL,
                        "standing true"),
                forged("another end, of the same size", golden.with(golden.head().replaceFirst("(?s)\n\n.*", "\n") + golden.checkpoint().replaceFirst(
                        "(?s).*?\n\n", "\n")), ProofVerdict.NOT, "head false"),
                forged("a checkpoint for an end", golden.with(golden.checkpoint()), ProofVerdict.NOT, "head false"),
                forged("the end of another file", golden.with(ProofFile.parse(read("oral.json")).head()), ProofVerdict.NOT, "head false"),
                of("words and the hash beside them", rehashed(read("proof.json"), "programme du", "programme de"), Optional.of(KEY), ProofVerdict.NOT,
                        "notices false"),
                of("words read aloud and the hash", rehashed(read("oral.json"), "Vous pouvez dire non", "Vous devez dire oui"), Optional.of(KEY),
                        ProofVerdict.NOT, "scripts false"),
                of("a receipt's words and the hash", rehashed(read("receipt.jsonld"), "recevoir la lettre", "recevoir les lettres"), Optional.of(KEY),
                        ProofVerdict.NOT, "notices false"),
                forged("nothing is sealed", unsealed(golden), ProofVerdict.NOT, "sealed false"),
                forged("nothing is sealed, as files were once", unsealed(golden).with(""), ProofVerdict.NOT, "sealed false"),
                forged("no entries at all", with(golden, List.of(), List.of()).with(""), ProofVerdict.NOT, "sealed false"),
                forged("all entries left out", with(golden, List.of(), List.of()), ProofVerdict.NOT, "head false"),
                forged("an entry left out at the beginning", with(golden, golden.entries().subList(1, 3), golden.state()), ProofVerdict.NOT, "chain false"),
                forged("the withdrawal left out", cut(golden), ProofVerdict.NOT, "head false"),
                forged("the withdrawal left out, and who signed the end too", cut(golden).with(""), ProofVerdict.MOST, "standing true"),
                forged("a yes made up at the end", longer(golden), ProofVerdict.NOT, "head false"),
                forged("a yes made up at the end, and nobody signed it", longer(golden).with(""), ProofVerdict.MOST, "standing true"),
                of("a log of the forger's own", own().json(), Optional.empty(), ProofVerdict.MOST, "standing true"),
                of("a log of the forger's own, and the key", own().json(), Optional.of(KEY), ProofVerdict.NOT, "signature false")));
        return all;
    }

    /** For tests with a parameter. */
    static Stream<Vector> vectors() {
        return all().stream();
    }

    private static Vector row(String line) {
        String[] cells = Arrays.stream(line.split("#", -1)).map(String::strip).toArray(String[]::new);
        String json = read(cells[1]);
        // As in the tables of other tests, what is written twice escaped is escaped in the file.
        String changed = cells[4].equals("nothing") ? json : json.replaceFirst(cells[4], cells[5]);
        if (changed.equals(json) != cells[4].equals("nothing")) {
            throw new IllegalStateException("nothing was changed: " + line);
        }
        return of(cells[0], changed, Optional.of(KEY), ProofVerdict.valueOf(cells[2]), cells[3]);
    }

    private static Vector of(String name, String json, Optional<String> key, ProofVerdict verdict, String last) {
        return new Vector(name, json, key, verdict, last);
    }

    private static Vector forged(String name, ProofFile file, ProofVerdict verdict, String last) {
        return of(name, file.json(), Optional.of(KEY), verdict, last);
    }

    /** Other words, with the hash of these beside them. */
    private static String rehashed(String json, String from, String to) {
        Matcher wording = Pattern.compile("\"([^\"]*" + from + "[^\"]*)\"").matcher(json);
        if (!wording.find()) {
            throw new IllegalStateException("nothing was changed: " + from);
        }
        return json.replace(sha256(wording.group(1)), sha256(wording.group(1).replace(from, to))).replace(from, to);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ProofFile with(ProofFile file, List<ProofFile.Proven> entries, List<ProofFile.Standing> state) {
        return new ProofFile(file.made(), file.recipient(), file.purpose(), file.asOf(), file.keys(), file.checkpoint(), entries, state,
                file.notices(), file.points()).with(file.head());
    }

    private static ProofFile unsealed(ProofFile file) {
        return with(file, file.entries().stream().map(entry -> new ProofFile.Proven(-1, entry.leaf(), List.of())).toList(), file.state());
    }

    /** Without the last entry, which withdraws, and as if it had never been. */
    private static ProofFile cut(ProofFile file) {
        return with(file, file.entries().subList(0, 2), file.state().stream().map(told -> told.entry() != 3 ? told
                : new ProofFile.Standing(told.scope(), told.channel(), "GRANTED", 1)).toList());
    }

    private static ProofFile longer(ProofFile file) {
        String last = file.entries().get(2).leaf();
        String invented = last.replace("WITHDRAWN", "GRANTED").replace("\"seq\":3", "\"seq\":4").replace("20:00:12", "20:00:13")
                .replaceFirst("\"prev\":\"[^\"]*", "\"prev\":\"" + hash(last));
        List<ProofFile.Proven> entries = new ArrayList<>(file.entries());
        entries.add(new ProofFile.Proven(-1, invented, List.of()));
        return with(file, entries, file.state().stream().map(told -> told.entry() != 3 ? told
                : new ProofFile.Standing(told.scope(), told.channel(), "GRANTED", 4)).toList());
    }

    private static String hash(String leaf) {
        return HexFormat.of().formatHex(MerkleTree.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
    }

    /** All of it made up and signed, by a key of the same name. */
    private static ProofFile own() {
        ProofFile golden = ProofFile.parse(read("proof.json"));
        String leaf = golden.entries().get(0).leaf();
        byte[] root = MerkleTree.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            LogKey key = LogKey.of("golden.example/log", pair.getPublic());
            UnaryOperator<String> sign = text -> {
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign(pair.getPrivate());
                    signature.update(text.getBytes(StandardCharsets.UTF_8));
                    return new SignedNote(text, List.of(new SignedNote.Line(key.name(), key.id(), signature.sign()))).toString();
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException(impossible);
                }
            };
            String head = "golden.example/log/head\n7 1\n" + java.util.Base64.getEncoder().encodeToString(root) + "\n1\n" + golden.made() + "\n";
            return new ProofFile(golden.made(), 7, 0, golden.asOf(), List.of(key.vkey()), sign.apply(new Checkpoint(key.name(), 1, root).text()),
                    List.of(new ProofFile.Proven(0, leaf, List.of())), List.of(new ProofFile.Standing("PURPOSE:1", "EMAIL", "GRANTED", 1)),
                    golden.notices(), golden.points()).with(sign.apply(head));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
