package org.preferencecenter.mail.control;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Invitation;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** Whom a service message may invite to a stream, and in which words (S-45). */
@Singleton
public class Invitations {

    private final Catalog catalog;
    private final Recipients recipients;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Stamper stamper;
    private final Settings settings;

    @Inject
    public Invitations(Catalog catalog, Recipients recipients, Consents consents, Suppressions suppressions, Stamper stamper,
            Settings settings) {
        this.catalog = catalog;
        this.recipients = recipients;
        this.consents = consents;
        this.suppressions = suppressions;
        this.stamper = stamper;
        this.settings = settings;
    }

    /**
     * The invitation of one address to one stream. Nobody is invited who has answered already, whatever they said, who is
     * suppressed, or to what is not offered to everybody; whoever is not known here is led to the brand's sign-up form,
     * where it has one that asks about this.
     *
     * @param language wanted, or null: the reader's own, else the brand's
     * @throws BadMessage if there is nothing to invite to: service messages are not chosen
     */
    public Optional<Invitation> of(Stream stream, String address, String language) {
        if (stream.service()) {
            throw new BadMessage("The stream " + stream.code() + " carries service messages, which nobody opts in to: name the"
                    + " stream that the message may invite to.");
        }
        Brand brand = stream.brand();
        if (stream.retired() || stream.purpose().retired() || !stream.purpose().offered()
                || !suppressions.reasons(Channel.EMAIL, address, brand.id()).isEmpty()) {
            return Optional.empty();
        }
        Optional<Recipient> reader = recipients.byAddress(Channel.EMAIL, address);
        Optional<String> link = reader.isPresent()
                ? Optional.of(reader.get().id()).filter(id -> unanswered(stream, id)).map(id -> stamper.page(stream, id))
                : signUp(stream).map(point -> brand.url(settings.baseUrl()) + "/s/" + point.code());
        String spoken = Locales.choose(language, reader.map(Recipient::locale).orElse(null), null, brand.defaultLocale());
        return link.map(found -> Invitation.to(MailWords.in(spoken), brand.name(), title(stream, spoken), found));
    }

    private boolean unanswered(Stream stream, long reader) {
        return consents.choices(reader).on(stream.scopes(), stream.channel()).state() == State.NONE;
    }

    private Optional<CollectionPoint> signUp(Stream stream) {
        return catalog.now().collectionPoints().stream().filter(point -> !point.retired() && point.form().isPresent()
                && point.brand().id() == stream.brand().id() && point.form().get().reaches(stream.channel())
                && point.purposes().stream().anyMatch(asked -> asked.id() == stream.purpose().id())).findFirst();
    }

    private static String title(Stream stream, String locale) {
        return stream.topic().map(topic -> topic.text(locale)).orElseGet(() -> stream.purpose().text(locale)).title();
    }
}
