package org.preferencecenter.mail.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Corrections;
import org.preferencecenter.consent.control.DoubleOptIns;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.OwnLetters;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** Writes a letter that is due from what is known at that moment: of something that is over by then, nothing is written. */
@Singleton
public class Drafts {

    /** How many changes of a person are looked through for the one a letter is about. */
    private static final int PAST = 20;

    /** What keeps even a link from being mailed that the person asked for: there is nobody to read it. */
    private static final Set<SuppressionReason> NOBODY = Set.of(SuppressionReason.BOUNCE, SuppressionReason.ERASURE);

    /** What the person asked for themselves. */
    private static final Set<LetterKind> ASKED_FOR = Set.of(LetterKind.LINK, LetterKind.DATA);

    /** By which ways words are read aloud to somebody. */
    private static final Set<String> SPOKEN = Set.of("call", "desk");

    private final Recipients recipients;
    private final DoubleOptIns doubleOptIns;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Catalog catalog;
    private final Links links;
    private final Stamper stamper;
    private final Settings settings;
    private final Renewals renewals;
    private final LetterSubjects subjects;

    @Inject
    public Drafts(Recipients recipients, DoubleOptIns doubleOptIns, Consents consents, Suppressions suppressions,
            Catalog catalog, Links links, Stamper stamper, Settings settings, Renewals renewals) {
        this.renewals = renewals;
        this.recipients = recipients;
        this.doubleOptIns = doubleOptIns;
        this.consents = consents;
        this.suppressions = suppressions;
        this.catalog = catalog;
        this.links = links;
        this.stamper = stamper;
        this.settings = settings;
        this.subjects = new LetterSubjects(catalog);
    }

    /** Nothing if there is nobody to write to, or nothing to write any more. */
    public Optional<Draft> of(DueLetter due) {
        Optional<Recipient> recipient = due.address() == null ? Optional.empty() : recipients.find(due.recipient());
        return recipient.flatMap(to -> switch (due.kind()) {
            case CONFIRM -> confirm(due, to);
            case LINK, RECEIVING -> page(due, to);
            case DATA -> brand(due).map(b -> new Draft(letters(due, to, b).data(url(b, "/r/", due), due.expires()), b, to.id(),
                    Optional.empty()));
            case WELCOME -> welcome(due, to);
            case RESTORED -> restored(due, to);
            case NOTED -> noted(due, to);
            case RENEW -> renew(due, to);
            case CORRECTED -> corrected(due, to);
            case CORRECT -> brand(due).map(b -> new Draft(letters(due, to, b).correct(url(b, "/a/", due), due.expires()), b, to.id(),
                    Optional.empty()));
            case PROOF -> brand(due).map(b -> new Draft(letters(due, to, b).address(url(b, "/a/", due), due.expires()), b, to.id(),
                    Optional.empty()));
        });
    }

    /** The link the letter holds: a visit's, or one that works once. */
    public String token(DueLetter due) {
        boolean once = Set.of(LetterKind.CONFIRM, LetterKind.PROOF, LetterKind.CORRECT).contains(due.kind());
        Power power = once ? Power.CONFIRM : due.kind() == LetterKind.DATA ? Power.DATA : Power.VISIT;
        return links.sign(new SignedLink(power, due.recipient(), Scope.confirmation(due.id()), 0));
    }

    private Optional<Draft> confirm(DueLetter due, Recipient to) {
        Optional<Request> request = doubleOptIns.waiting(due.recipient(), due.change());
        Optional<Brand> brand = request.flatMap(r -> r.wanted().stream().flatMap(w -> subjects.brandOf(w.choice().cell().scope()).stream())
                .findFirst()).filter(b -> open(due, b));
        return brand.map(b -> {
            OwnLetters letters = letters(due, to, b);
            return new Draft(letters.confirm(subjects.asked(letters, request.get(), request.get().wanted()),
                    SPOKEN.contains(request.get().via()), url(b, "/c/", due), due.expires()), b, to.id(), Optional.empty());
        });
    }

    private Optional<Draft> page(DueLetter due, Recipient to) {
        return brand(due).map(b -> {
            OwnLetters letters = letters(due, to, b);
            String url = url(b, "/p/", due);
            return new Draft(due.kind() == LetterKind.LINK ? letters.link(url, due.expires())
                    : letters.receiving(url, due.expires()), b, to.id(), Optional.empty());
        });
    }

    private Optional<Draft> welcome(DueLetter due, Recipient to) {
        Optional<Request> request = doubleOptIns.confirmed(due.recipient(), due.change());
        Choices now = consents.choices(due.recipient());
        List<Request.Wanted> yes = request.stream().flatMap(r -> r.wanted().stream()).filter(wanted ->
                now.at(wanted.choice().cell()).filter(c -> c.state() == State.GRANTED).isPresent()).toList();
        if (yes.isEmpty()) {
            return Optional.empty();
        }
        Choice granted = now.at(yes.get(0).choice().cell()).orElseThrow();
        return brand(due).filter(Brand::welcomes).map(b -> {
            OwnLetters letters = letters(due, to, b);
            Optional<Stream> stream = subjects.single(yes);
            String stop = stream.map(s -> stamper.stop(s, to.id())).orElseGet(() -> url(b, "/p/", due));
            return new Draft(letters.welcome(subjects.asked(letters, request.get(), yes), granted.since(), url(b, "/w/", due), stop), b,
                    to.id(), stream);
        });
    }

    /** Without a link: whoever reads the old mailbox may be somebody who was written to by mistake. */
    private Optional<Draft> corrected(DueLetter due, Recipient to) {
        boolean stays = to.addresses().stream().anyMatch(a -> a.channel() == Channel.EMAIL
                && AddressForm.normal(Channel.EMAIL, a.value()).equals(due.address()));
        return brand(due).map(b -> new Draft(letters(due, to, b).corrected(due.expires().minus(Corrections.NEWS), stays), b, to.id(),
                Optional.empty()));
    }

    /** Nothing where what it asks about was stopped meanwhile, or answered. */
    private Optional<Draft> renew(DueLetter due, Recipient to) {
        Choices now = consents.choices(due.recipient());
        Optional<Renewal> asked = renewals.find(due.recipient(), due.id()).filter(renewal -> !renewal.used());
        List<Wish> wishes = asked.map(renewal -> renewal.wishes(now, catalog.now())).orElse(List.of());
        return wishes.isEmpty() ? Optional.empty() : brand(due).map(b -> {
            OwnLetters letters = letters(due, to, b);
            List<String> titles = asked.get().purposes().stream().flatMap(id -> catalog.now().purpose(id).stream())
                    .map(purpose -> purpose.in(letters.words().language()).title()).toList();
            Optional<Stream> stream = subjects.single(wishes.stream().map(wish -> new Request.Wanted(new Choice(wish.cell(), State.GRANTED, 0, 1,
                    due.expires(), null, null), 0)).toList());
            String page = url(b, "/p/", due);
            return new Draft(letters.renew(titles, asked.get().lastDay(), due.expires(), page,
                    stream.map(s -> stamper.stop(s, to.id())).orElse(page)), b, to.id(), stream);
        });
    }

    /** Nothing where the person has answered again meanwhile. */
    private Optional<Draft> restored(DueLetter due, Recipient to) {
        List<PastChange> past = consents.changes(due.recipient(), PAST);
        Choices now = consents.choices(due.recipient());
        List<Request.Wanted> back = past.stream().filter(change -> change.change().equals(due.change()))
                .flatMap(change -> change.changed().stream())
                .filter(choice -> now.at(choice.cell()).filter(c -> c.state() == choice.state()).isPresent())
                .map(choice -> new Request.Wanted(choice, 0)).toList();
        Optional<Instant> stopped = past.stream().dropWhile(change -> !change.change().equals(due.change())).skip(1)
                .filter(PastChange::stopped).map(PastChange::at).findFirst();
        return brand(due).filter(b -> !back.isEmpty() && stopped.isPresent()).map(b -> {
            OwnLetters letters = letters(due, to, b);
            Request request = new Request(due.change(), stopped.get(), "", 0, back);
            Optional<Stream> stream = subjects.single(back);
            String page = url(b, "/p/", due);
            return new Draft(letters.restored(subjects.asked(letters, request, back), stream.map(s -> stamper.stop(s, to.id())).orElse(page),
                    page), b, to.id(), stream);
        });
    }

    /** Nothing where the person has answered again meanwhile. */
    private Optional<Draft> noted(DueLetter due, Recipient to) {
        Choices now = consents.choices(due.recipient());
        Optional<PastChange> past = consents.changes(due.recipient(), PAST).stream().filter(c -> c.change().equals(due.change())).findFirst();
        List<Request.Wanted> stopped = past.stream().flatMap(change -> change.changed().stream())
                .filter(choice -> now.at(choice.cell()).filter(c -> c.state().stops()).isPresent())
                .map(choice -> new Request.Wanted(choice, 0)).toList();
        return brand(due).filter(b -> !stopped.isEmpty()).map(b -> {
            OwnLetters letters = letters(due, to, b);
            Request request = new Request(due.change(), past.get().at(), past.get().via(), 0, stopped);
            return new Draft(letters.noted(subjects.asked(letters, request, stopped), url(b, "/p/", due)), b, to.id(), Optional.empty());
        });
    }

    private OwnLetters letters(DueLetter due, Recipient to, Brand brand) {
        // A link is asked for by anybody who types the address: the person's own language goes before that page's.
        boolean theirs = ASKED_FOR.contains(due.kind()) || due.kind() == LetterKind.RECEIVING;
        String language = Locales.choose(theirs ? to.locale() : due.locale(), theirs ? due.locale() : to.locale(), null,
                brand.defaultLocale());
        return new OwnLetters(MailWords.in(language), brand, zone(to));
    }

    private Optional<Brand> brand(DueLetter due) {
        return catalog.now().brand(due.brand()).filter(b -> open(due, b));
    }

    /** A link the person asked for reaches them whatever they have objected to; whatever else we write does not. */
    private boolean open(DueLetter due, Brand brand) {
        if (due.reopens()) {
            // Asked for by whoever signed up with a suppressed address: mailed once, or nobody could ever come back.
            return Suppressed.openedBySignUp(suppressions.of(Channel.EMAIL, due.address()), brand.id());
        }
        Set<SuppressionReason> reasons = suppressions.reasons(Channel.EMAIL, due.address(), brand.id());
        return ASKED_FOR.contains(due.kind()) ? reasons.stream().noneMatch(NOBODY::contains) : reasons.isEmpty();
    }

    private String url(Brand brand, String route, DueLetter due) {
        return brand.url(settings.baseUrl()) + route + token(due);
    }

    private static ZoneId zone(Recipient to) {
        try {
            return ZoneId.of(to.timeZone() == null ? "UTC" : to.timeZone());
        } catch (DateTimeException unknown) {
            return ZoneId.of("UTC");
        }
    }
}
