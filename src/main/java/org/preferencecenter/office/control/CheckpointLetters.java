package org.preferencecenter.office.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.ledger.control.CheckpointPost;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.mail.control.OwnPost;
import org.preferencecenter.mail.control.StaffWords;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.mail.entity.StaffLetters;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/**
 * Mails checkpoints of the log to a witness, in the name of the first brand there is. The office may know both the ledger and
 * letters, which may not know each other.
 */
@Singleton
public class CheckpointLetters implements CheckpointPost {

    private final Catalog catalog;
    private final OwnPost post;
    private final Settings settings;

    @Inject
    public CheckpointLetters(Catalog catalog, OwnPost post, Settings settings) {
        this.catalog = catalog;
        this.post = post;
        this.settings = settings;
    }

    @Override
    public void send(String address, Checkpoints.Signed checkpoint, String keys) throws IOException {
        Optional<Brand> brand = catalog.now().brands().stream().filter(one -> !one.retired()).findFirst();
        if (brand.isEmpty()) {
            throw new IOException("there is no brand to write in the name of");
        }
        String language = Locales.OFFICE.contains(brand.get().defaultLocale()) ? brand.get().defaultLocale() : "en";
        StaffLetters letters = new StaffLetters(StaffWords.in(language), brand.get(), ZoneOffset.UTC);
        Draft draft = new Draft(letters.checkpoint(checkpoint.size(), checkpoint.note(), keys, settings.baseUrl() + "/log"), brand.get(), 0,
                Optional.empty());
        // The same for the same checkpoint: one sent twice, by a crash after the next hop had it, may be known for one.
        Reply reply = post.send(draft, address, UUID.nameUUIDFromBytes((address + checkpoint.note()).getBytes(StandardCharsets.UTF_8)));
        if (!reply.accepted()) {
            throw new IOException("SMTP " + reply.code());
        }
    }
}
