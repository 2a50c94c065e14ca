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

/**
 * Files as they were made and as somebody bent them, with what both verifiers, in Java and in a browser, have to say. Most are lines
 * of {@code bent.txt}: what it is; the file; the verdict; the last step; what is replaced in it once, a pattern; by what.
 */
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
        List<Vector> all = new ArrayList<>(read("bent.txt").lines().map(ProofVectors::row).toList());
        ProofFile golden = ProofFile.parse(read("proof.json"));
        all.addAll(List.of(
                of("no key is given", read("proof.json"), Optional.empty(), ProofVerdict.MOST, "standing true"),
                of("no key is given for a receipt", read("receipt.jsonld"), Optional.empty(), ProofVerdict.MOST, "notices true"),
                of("another key", read("proof.json"), Optional.of(new LogKey("golden.example/log", new byte[32]).vkey()), ProofVerdict.NOT, "signature false"),
                of("two keys", read("proof.json"), Optional.of(new LogKey("golden.example/log", new byte[32]).vkey() + ' ' + KEY), ProofVerdict.ALL,
                        "standing true"),
                of("a mark before the beginning", '\uFEFF' + read("proof.json"), Optional.of(KEY), ProofVerdict.NOT, "form false"),
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
