package org.preferencecenter.proof.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * Draws a receipt from a person's entries and the catalogue. Of another brand's things it tells nothing, and what is private stays
 * without a name.
 *
 * @param confirmLife how long a yes waits for its confirmation
 */
public record ReceiptDrawing(Catalogue catalogue, Brand brand, Optional<Recipient> recipient, String language, Duration confirmLife) {

    /**
     * The answers that one change gave at this brand.
     *
     * @param history all entries of the person up to the change at least, in order
     */
    public List<Answered> answers(List<Entry> history, UUID change) {
        List<Answered> answers = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Entry entry = history.get(i);
            Optional<Told> told = Told.of(entry).filter(t -> t.choice() != null && t.change().equals(change))
                    .filter(t -> concerns(t.choice().cell().scope()));
            if (told.isPresent()) {
                answers.add(answered(entry, told.get(), history.subList(0, i)));
            }
        }
        return answers;
    }

    private boolean concerns(Scope scope) {
        return switch (scope.kind()) {
            case EVERYTHING -> true;
            case BRAND -> scope.id() == brand.id();
            case PURPOSE, TOPIC -> purpose(scope).filter(p -> p.brand().id() == brand.id()).isPresent();
            case CONFIRMATION -> false;
        };
    }

    private Optional<Purpose> purpose(Scope scope) {
        return scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()).map(Topic::purpose)
                : scope.kind() == Scope.Kind.PURPOSE ? catalogue.purpose(scope.id()) : Optional.empty();
    }

    private Answered answered(Entry entry, Told told, List<Entry> before) {
        Choice choice = told.choice();
        Scope scope = choice.cell().scope();
        Optional<Purpose> purpose = purpose(scope);
        Optional<LegalBasis> basis = purpose.flatMap(p -> p.basis(recipient.map(Recipient::audience).orElse(Audience.CONSUMER),
                recipient.map(Recipient::jurisdiction).orElse(null)));
        // An answer that stood before and only comes less often, or was put back, was not given anew.
        State former = told.terms() ? State.NONE : Choices.replay(before).at(choice.cell()).map(Choice::state).orElse(State.NONE);
        Meaning meaning = Meaning.of(choice.state(), basis, former);
        Provenance provenance = Provenance.of(told.terms() ? at(before, choice.seq()).orElse(entry) : entry, before);
        byte[] hash = entry.hash();
        Optional<Integer> kept = purpose.map(Purpose::retentionMonths);
        Optional<Duration> lasts = choice.state() == State.PENDING ? Optional.of(confirmLife) : Optional.empty();
        return new Answered(id(hash), entry.seq(), HexFormat.of().formatHex(hash), new String(entry.leaf(), StandardCharsets.US_ASCII),
                entry.at(), choice, meaning, subjects(scope), told.terms(), told.origin(),
                catalogue.notice(provenance.origin().notice()).filter(notice -> open(notice.purpose())), catalogue.collectionPoint(provenance.origin().collectionPoint()), basis,
                data(choice.cell().channel(), purpose), lasts, kept, where(purpose));
    }

    private static Optional<Entry> at(List<Entry> before, int seq) {
        return before.stream().filter(e -> e.seq() == seq).findFirst();
    }

    private List<Answered.Subject> subjects(Scope scope) {
        List<Answered.Subject> subjects = new ArrayList<>();
        purpose(scope).ifPresent(p -> {
            subjects.add(new Answered.Subject(open(p) ? p.code() : "", p.nature(), open(p) ? Optional.of(p.in(language)) : Optional.empty()));
            if (scope.kind() == Scope.Kind.TOPIC && open(p)) {
                catalogue.topic(scope.id()).ifPresent(t -> subjects.add(new Answered.Subject(t.code(), p.nature(),
                        Optional.of(t.in(language)))));
            }
        });
        return subjects;
    }

    /** What is private or a draft is named to nobody, and its words are not repeated. */
    private static boolean open(Purpose purpose) {
        return purpose.offered() && purpose.published();
    }

    private List<Channel> data(Channel channel, Optional<Purpose> purpose) {
        return channel != Channel.ANY ? List.of(channel) : purpose.map(p -> p.channels().stream().sorted().toList())
                .orElseGet(() -> catalogue.purposesOf(brand).stream().filter(p -> open(p) && !p.retired())
                        .flatMap(p -> p.channels().stream()).distinct().sorted().toList());
    }

    private List<String> where(Optional<Purpose> purpose) {
        return recipient.map(Recipient::jurisdiction).map(List::of)
                .orElseGet(() -> purpose.map(p -> p.jurisdictions().stream().sorted().toList()).orElse(List.of()));
    }

    /** A UUID of version 8 (RFC 9562 §5.8) of the hash: the same for ever, and stored nowhere. */
    private static UUID id(byte[] hash) {
        ByteBuffer octets = ByteBuffer.wrap(hash);
        return new UUID(octets.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L, octets.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}
