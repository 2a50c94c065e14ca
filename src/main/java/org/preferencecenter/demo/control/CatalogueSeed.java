package org.preferencecenter.demo.control;

import static org.preferencecenter.demo.control.SeedWords.everybody;
import static org.preferencecenter.demo.control.SeedWords.none;

import java.util.EnumSet;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DataKeeping;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** The demo's first brand: a theatre with six purposes, one for each case of the law. Its words stand in demo/theatre_xx. */
@Singleton
public class CatalogueSeed {

    /** Code of the first brand; {@link BookshopSeed} is the second. */
    public static final String BRAND = "theatre-des-vents";

    private static final SeedWords WORDS = new SeedWords("demo.theatre");
    private static final String ENDED_TOPIC = "danse";
    /** Where the demo's people live. */
    private static final String[] SERVED = { "BE", "CH", "DE", "FR", "GB" };
    /** What the theatre sells; also on record as what people bought (S-18). */
    private static final String FAMILY = "spectacle";
    /** To whose work an evening at the theatre relates (S-13): works outings, school trips, evenings for guests. */
    private static final String FUNCTIONS = "human-resources education events";

    private final CatalogEditor editor;

    @Inject
    public CatalogueSeed(CatalogEditor editor) {
        this.editor = editor;
    }

    /** Adds everything, in the caller's transaction: drafts with their notices and where they are asked, then published. */
    public void sow() {
        Brand brand = new Brand(BRAND, WORDS.french("brand.name"), "news.theatre-des-vents.example",
                "bonjour@theatre-des-vents.example", WORDS.french("brand.address"), "#7a1f3d", "#ffffff", "fr")
                .answering("Solène Kerbrat", "donnees@theatre-des-vents.example")
                .linking("https://www.theatre-des-vents.example", "https://www.theatre-des-vents.example/vie-privee")
                .keeping(new DataKeeping("SCIC Théâtre des Vents", "RCS Nantes 000 000 000", "FR",
                        "Imprimerie des Quais, Nantes\nRouteur Atlantique, Rennes", "CNIL, 3 place de Fontenoy, 75007 Paris"));
        none(editor.add(brand));
        List<Purpose> all = List.of(newsletter(brand), offers(brand), partners(brand), tickets(brand), invitations(brand),
                brochure(brand));
        // What is sent as a service is told, not asked.
        Purpose[] asked = all.stream().filter(p -> p.nature() == MessageNature.PROSPECTING).toArray(Purpose[]::new);
        none(editor.add(new CollectionPoint(brand, "formulaire", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN)
                .asking(asked)));
        none(editor.add(new CollectionPoint(brand, "guichet", CollectionPoint.Kind.DESK, CaptureMode.ACTIVE_OPT_IN)
                .asking(asked)));
        all.forEach(purpose -> none(editor.publishPurpose(purpose.id())));
    }

    /** Retires the dance topic, so that links of a topic that is gone can be tried. Twice changes nothing. */
    public void endDance(Catalogue catalogue) {
        Brand brand = catalogue.brand(BRAND).orElseThrow();
        catalogue.purposesOf(brand).stream().flatMap(p -> p.topics().stream())
                .filter(t -> t.code().equals(ENDED_TOPIC)).forEach(t -> none(editor.retireTopic(t.id())));
    }

    private Purpose newsletter(Brand brand) {
        // Everybody is asked, people at work too: opt-out towards them is for e-mail, and the letter also goes by SMS.
        Purpose letter = purpose(brand, "lettre", 1, LegalBasis.CONSENT, Channel.EMAIL, Channel.SMS);
        List<Topic> topics = List.of(WORDS.topic(letter, "theatre", 3), WORDS.topic(letter, "jazz", 2),
                WORDS.topic(letter, "jeune-public", 2), WORDS.topic(letter, ENDED_TOPIC, 1));
        WORDS.add(letter, editor);
        for (Topic topic : topics) {
            none(editor.add(new Stream("lettre-" + topic.code(), letter, topic, Channel.EMAIL, false)));
        }
        none(editor.add(new Stream("lettre-mensuelle", letter, null, Channel.EMAIL, true)));
        // For who takes one topic only: its own summary, every week.
        none(editor.add(new Stream("lettre-theatre-resume", letter, topics.get(0), Channel.EMAIL, true).sending(4)));
        return letter;
    }

    private Purpose offers(Brand brand) {
        Purpose offers = askedInSwitzerland(purpose(brand, "offres", 2, LegalBasis.SOFT_OPT_IN, Channel.EMAIL, Channel.POST))
                // Where opt-out is lawful towards people at work; elsewhere they are customers like everybody (STANDARDS B).
                .on(LegalBasis.LEGITIMATE_INTEREST, Audience.PROFESSIONAL, "FR")
                .on(LegalBasis.LEGITIMATE_INTEREST, Audience.ORGANISATION, "FR");
        WORDS.add(offers, editor);
        none(editor.add(new Stream("offres", offers, null, Channel.EMAIL, false).sending(2)));
        return offers;
    }

    private Purpose partners(Brand brand) {
        Purpose partners = purpose(brand, "partenaires", 3, LegalBasis.CONSENT, Channel.EMAIL);
        WORDS.add(partners, editor);
        none(editor.add(new Stream("partenaires", partners, null, Channel.EMAIL, false).sending(1)));
        return partners;
    }

    private Purpose tickets(Brand brand) {
        Purpose tickets = WORDS.called(new Purpose(brand, "billets", MessageNature.SERVICE, 4).over(Channel.EMAIL)
                .classifiedBecause(WORDS.french("billets.classification")));
        everybody(LegalBasis.CONTRACT, tickets);
        WORDS.add(tickets, editor);
        none(editor.add(new Stream("billets", tickets, null, Channel.EMAIL, false)));
        return tickets;
    }

    private Purpose invitations(Brand brand) {
        Purpose invitations = purpose(brand, "invitations", 5, LegalBasis.CONSENT, Channel.PHONE);
        WORDS.add(invitations, editor);
        none(editor.add(new Stream("invitations", invitations, null, Channel.PHONE, false)));
        return invitations;
    }

    private Purpose brochure(Brand brand) {
        Purpose brochure = askedInSwitzerland(
                purpose(brand, "brochure", 6, LegalBasis.LEGITIMATE_INTEREST, Channel.POST));
        WORDS.add(brochure, editor);
        none(editor.add(new Stream("brochure", brochure, null, Channel.POST, false)));
        return brochure;
    }

    private static Purpose purpose(Brand brand, String code, int position, LegalBasis basis, Channel... channels) {
        Purpose purpose = WORDS.called(new Purpose(brand, code, MessageNature.PROSPECTING, position).over(channels))
                .serving(SERVED).about(FAMILY).forFunctions(FUNCTIONS);
        return everybody(basis, purpose);
    }

    /** By post nothing but consent is known to do there. */
    private static Purpose askedInSwitzerland(Purpose purpose) {
        EnumSet.allOf(Audience.class).forEach(audience -> purpose.on(LegalBasis.CONSENT, audience, "CH"));
        return purpose;
    }
}
