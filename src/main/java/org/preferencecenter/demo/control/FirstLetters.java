package org.preferencecenter.demo.control;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Recipient;

/** What lies in the inbox at first: letters in both languages, on every e-mail stream, really sent. */
@Singleton
public class FirstLetters {

    /** In order of sending; each is somebody's own choice, so each may be sent. */
    private static final List<Planned> PLAN = List.of(
            new Planned("simon.maes@example.net", "rencontres", 1),
            new Planned("camille.martin@example.org", "lectures-romans", 1),
            new Planned("alex.taylor@example.com", "lectures-romans", 1),
            new Planned("thierry.faure@example.org", "lettre-mensuelle", 1),
            new Planned("amelia.patel@example.com", "lettre-mensuelle", 1),
            new Planned("urs.rochat@example.org", "partenaires", 1),
            new Planned("urs.rochat@example.org", "lettre-theatre", 2),
            new Planned("noemie.bernard@example.net", "lettre-theatre", 1),
            new Planned("alex.taylor@example.com", "partenaires", 1),
            new Planned("alex.taylor@example.com", "billets", 2),
            new Planned("camille.martin@example.org", "billets", 1),
            new Planned("camille.martin@example.org", "offres", 1),
            new Planned("camille.martin@example.org", "lettre-jeune-public", 1),
            new Planned("alex.taylor@example.com", "lettre-jazz", 1),
            new Planned("camille.martin@example.org", "lettre-jazz", 1),
            new Planned("camille.martin@example.org", "lettre-theatre", 1));

    private final DemoPost post;

    @Inject
    public FirstLetters(DemoPost post) {
        this.post = post;
    }

    private record Planned(String to, String stream, int issue) {
    }

    /** Sends them. @return how many the next hop took */
    public int send() {
        int sent = 0;
        for (Planned planned : PLAN) {
            Optional<Recipient> recipient = post.recipient(planned.to());
            Optional<Stream> stream = post.stream(planned.stream());
            if (recipient.isPresent() && stream.isPresent()
                    && post.send(recipient.get(), stream.get(), planned.issue(), null).acknowledged()) {
                sent++;
            }
        }
        return sent;
    }
}
