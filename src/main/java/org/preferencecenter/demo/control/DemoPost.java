package org.preferencecenter.demo.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.control.Composer;
import org.preferencecenter.mail.control.Dispatch;
import org.preferencecenter.mail.control.Stamper;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.Letter;
import org.preferencecenter.platform.entity.Locales;

/** Writes the theatre's letters and the bookshop's and sends them the way any sender would. */
@Singleton
public class DemoPost {

    private static final Set<String> BRANDS = Set.of(CatalogueSeed.BRAND, BookshopSeed.BRAND);

    private final Catalog catalog;
    private final Recipients recipients;
    private final Composer composer;
    private final Stamper stamper;
    private final Dispatch dispatch;

    @Inject
    public DemoPost(Catalog catalog, Recipients recipients, Composer composer, Stamper stamper, Dispatch dispatch) {
        this.catalog = catalog;
        this.recipients = recipients;
        this.composer = composer;
        this.stamper = stamper;
        this.dispatch = dispatch;
    }

    /** The demo brands' e-mail streams in catalogue order, retired ones left out. */
    public List<Stream> streams() {
        return all().stream().filter(s -> !s.retired()).toList();
    }

    private List<Stream> all() {
        return catalog.now().streams().stream().filter(s -> s.channel() == Channel.EMAIL
                && BRANDS.contains(s.brand().code())).toList();
    }

    /** The demo brands' e-mail stream of that code, else the one of that topic, else the one of that purpose as a whole. */
    public Optional<Stream> stream(String asked) {
        List<Stream> all = all();
        return all.stream().filter(s -> s.code().equals(asked)).findFirst()
                .or(() -> all.stream().filter(s -> s.topic().filter(t -> t.code().equals(asked)).isPresent()).findFirst())
                .or(() -> all.stream().filter(s -> s.topic().isEmpty() && s.purpose().code().equals(asked)).findFirst());
    }

    public Optional<Recipient> recipient(String address) {
        return recipients.byAddress(Channel.EMAIL, address);
    }

    /**
     * Writes to a demo recipient on a stream, if that may be.
     *
     * @param issue   which of the stream's letters, 1 or more
     * @param subject instead of the letter's own, or null
     */
    public Dispatched send(Recipient recipient, Stream stream, int issue, String subject) {
        Brand brand = stream.brand();
        String address = recipient.address(Channel.EMAIL).orElseThrow();
        String language = Locales.choose(null, recipient.locale(), null, brand.defaultLocale(), Locales.OFFICE);
        Letter letter = letter(recipient, stream, language, issue, subject);
        return dispatch.send(composer.compose(letter, brand, address, false), stream, address, Composer.sender(brand),
                ExistingPolicy.REPLACE);
    }

    private Letter letter(Recipient recipient, Stream stream, String language, int issue, String subject) {
        ResourceBundle words = ResourceBundle.getBundle("messages.demo", Locale.forLanguageTag(language));
        Brand brand = stream.brand();
        String title = stream.topic().map(t -> t.text(language)).orElseGet(() -> stream.purpose().text(language)).title();
        String key = key(words, stream, issue);
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Heading(words.getString(key + "heading").formatted(title)));
        for (int i = 1; words.containsKey(key + "text" + i); i++) {
            blocks.add(new Letter.Paragraph(words.getString(key + "text" + i)));
        }
        String page = stamper.page(stream, recipient.id());
        String why = (stream.service() ? "foot.service" : "foot.why") + "." + brand.code();
        blocks.add(new Letter.SmallPrint(words.getString(why).formatted(title)));
        if (!stream.service()) {
            blocks.add(new Letter.SmallLink(words.getString("foot.stop").formatted(title), stamper.stop(stream, recipient.id())));
        }
        blocks.add(new Letter.SmallLink(words.getString("foot.page"), page));
        blocks.add(new Letter.SmallPrint(brand.name() + ", " + brand.postalAddress()));
        String line = subject == null || subject.isBlank() ? words.getString(key + "subject").formatted(title)
                : subject.replaceAll("\\p{Cntrl}", " ").strip();
        return new Letter(language, brand.name(), brand.accent(), brand.accentInk(), line, blocks);
    }

    /** The stream's letters follow one another and begin again; a stream without its own has the general one. */
    private static String key(ResourceBundle words, Stream stream, int issue) {
        String own = "letter." + stream.code() + ".";
        int letters = 0;
        while (words.containsKey(own + (letters + 1) + ".subject")) {
            letters++;
        }
        return letters == 0 ? "letter.any." : own + ((issue - 1) % letters + 1) + ".";
    }
}
