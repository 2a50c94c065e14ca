package org.preferencecenter.mail.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamp;
import org.preferencecenter.platform.entity.Settings;

/** Makes the links of one recipient for one stream, under the host of its brand, and stamps messages with them. */
@Singleton
public class Stamper {

    private final Links links;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Settings settings;

    @Inject
    public Stamper(Links links, Consents consents, Suppressions suppressions, Settings settings) {
        this.links = links;
        this.consents = consents;
        this.suppressions = suppressions;
        this.settings = settings;
    }

    /**
     * What to change in a message's header. Nothing on a service stream: the stream decides what a message is, never its
     * content (STANDARDS A.5).
     *
     * @throws org.preferencecenter.mail.entity.BadMessage if the policy refuses what the header already has
     */
    public List<HeaderChange> changes(Stream stream, long recipient, RawMessage message, ExistingPolicy policy) {
        return stream.service() ? List.of() : stamp(stream, recipient, epoch(stream, recipient)).changes(message, policy);
    }

    /** As above, for whom it was decided on: what the decision relied on need not be read again. */
    public List<HeaderChange> changes(Stream stream, Decision decision, RawMessage message, ExistingPolicy policy) {
        Optional<Choice> known = decision.relied().filter(choice -> choice.cell().equals(cell(stream)) && !stream.service());
        return known.isPresent() ? stamp(stream, decision.recipient(), known.get().epoch()).changes(message, policy)
                : changes(stream, decision.recipient(), message, policy);
    }

    /** The preference page of a recipient, for the visible link of a message. */
    public String page(Stream stream, long recipient) {
        return stream.brand().url(settings.baseUrl()) + "/p/" + token(Power.PAGE, stream, recipient);
    }

    /** The page that offers to stop this list, for the visible link of a message. */
    public String stop(Stream stream, long recipient) {
        return stream.brand().url(settings.baseUrl()) + "/u/" + token(Power.ONE_CLICK, stream, recipient);
    }

    /**
     * The envelope sender of one message to one address: what comes back there tells whose address it was, whatever the report
     * says (VERP). 57 octets before the @ (RFC 5321 §4.5.3.1.1 grants 64).
     *
     * @param address what the message is sent to; the token holds a mark of it, which names it to nobody
     */
    public String bounceAddress(Stream stream, long recipient, String address) {
        return bounceAddress(stream.brand(), stream.scope(), recipient, address);
    }

    private String bounceAddress(Brand brand, Scope scope, long recipient, String address) {
        // A bounce stops no choice, so the place of the epoch is free for what a bounce needs: which of the addresses.
        int mark = suppressions.mark(Channel.EMAIL, address);
        return "b-" + links.signForMail(new SignedLink(Power.BOUNCE, recipient, scope, mark)) + "@unsub." + brand.mailDomain();
    }

    /**
     * The envelope sender of a letter of our own. Where mail that comes back is taken in, one that tells whose mailbox is gone; to
     * nobody on record, such as somebody of the office, one whose bounces an agent reads. Else the brand's own address.
     *
     * @param recipient 0: nobody on record
     */
    String ownSender(Brand brand, long recipient, String address) {
        if (!settings.doors().inbound().open()) {
            return Composer.sender(brand);
        }
        return recipient > 0 ? bounceAddress(brand, Scope.brand(brand.id()), recipient, address) : "bounce@unsub." + brand.mailDomain();
    }

    /**
     * The envelope sender to use: the one that was given, or a bounce address if {@value Envelope#VERP} or the operator asks for it.
     * The null sender stays (RFC 5321 §4.5.5), and nobody unknown has a bounce address.
     *
     * @param recipient 0: nobody on record
     */
    public String sender(Stream stream, long recipient, String address, String given) {
        boolean asked = given.equals(Envelope.VERP);
        if (given.isEmpty() || !asked && !settings.doors().inbound().verp()) {
            return given;
        }
        return recipient > 0 ? bounceAddress(stream, recipient, address) : asked ? Composer.sender(stream.brand()) : given;
    }

    private Stamp stamp(Stream stream, long recipient, int epoch) {
        Brand brand = stream.brand();
        String oneClick = links.sign(new SignedLink(Power.ONE_CLICK, recipient, stream.scope(), epoch));
        String mailto = links.signForMail(new SignedLink(Power.MAILTO, recipient, stream.scope(), epoch));
        String complaint = links.signForMail(new SignedLink(Power.COMPLAINT, recipient, stream.scope(), epoch));
        String page = links.sign(new SignedLink(Power.PAGE, recipient, stream.scope(), epoch));
        List<String> label = new ArrayList<>();
        stream.topic().ifPresent(topic -> label.add(topic.code()));
        label.add(stream.purpose().code());
        label.add(brand.code());
        String title = stream.topic().map(topic -> topic.text(brand.defaultLocale()))
                .orElseGet(() -> stream.purpose().text(brand.defaultLocale())).title();
        String domain = "unsub." + brand.mailDomain();
        // Gmail groups by each field and wants a sender of 5 to 15 characters that never changes.
        String feedback = stream.code() + ":" + stream.purpose().code() + ":" + brand.code() + ":brand" + brand.id();
        return new Stamp(brand.url(settings.oneClickUrl()) + "/u/" + oneClick,
                "mailto:u-" + mailto + "@" + domain, brand.url(settings.baseUrl()) + "/p/" + page, title,
                String.join(".", label), brand.mailDomain(), feedback, "feedback@" + domain, complaint);
    }

    private String token(Power power, Stream stream, long recipient) {
        return links.sign(new SignedLink(power, recipient, stream.scope(), epoch(stream, recipient)));
    }

    /** The epoch of the choice this list's one-click would stop: tells a link from before a re-subscription. */
    private int epoch(Stream stream, long recipient) {
        Choice choice = consents.choices(recipient).byCell().get(cell(stream));
        return choice == null ? 0 : choice.epoch();
    }

    private static Cell cell(Stream stream) {
        return new Cell(stream.scope(), stream.channel());
    }
}
