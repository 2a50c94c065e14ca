package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.ledger.entity.ProofFile;

/** Packs a proof file with the evidence it names and a paper to read, for whoever is to judge. */
@Singleton
public class ProofParcels {

    private final EvidenceFiles evidence;

    @Inject
    public ProofParcels(EvidenceFiles evidence) {
        this.evidence = evidence;
    }

    /**
     * The same to read, or a part of it.
     *
     * @param name    what it is called in the ZIP
     * @param content made when its turn comes, and thrown away when it is written: memory holds one at a time
     */
    public record Paper(String name, Supplier<byte[]> content) {
    }

    /**
     * Writes a ZIP: {@code proof.json}, the papers and a file for each piece of evidence, opened as it is written. What is done
     * goes out before the next is made, so that a reader sees at once that something comes.
     *
     * @throws IOException if the reader is gone, or a file is not what was taken in: then the ZIP has no end
     */
    public void write(ProofFile file, List<Paper> papers, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("proof.json"));
        Writer json = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        file.write(json);
        json.flush();
        zip.closeEntry();
        for (Paper paper : papers) {
            zip.flush();
            entry(zip, paper.name(), paper.content().get());
        }
        zip.setLevel(Deflater.NO_COMPRESSION);   // scans and recordings are small already
        for (ProofFile.Attached attached : file.evidence()) {
            Optional<Evidence> one = evidence.find(file.recipient(), UUID.fromString(attached.id()));
            if (one.isPresent()) {   // else it was destroyed since the file was made
                content(zip, attached, one.get());
            }
        }
        zip.finish();
        zip.flush();
    }

    private void content(ZipOutputStream zip, ProofFile.Attached attached, Evidence one) throws IOException {
        Optional<InputStream> content = evidence.read(one);
        if (content.isEmpty()) {
            entry(zip, attached.file(), one.name().getBytes(StandardCharsets.UTF_8));   // a reference is its words
            return;
        }
        zip.putNextEntry(new ZipEntry(attached.file()));
        try (InputStream in = content.get()) {
            in.transferTo(zip);
        }
        zip.closeEntry();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
