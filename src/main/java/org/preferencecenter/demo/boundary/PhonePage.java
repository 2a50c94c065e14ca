package org.preferencecenter.demo.boundary;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.demo.control.CatalogueSeed;
import org.preferencecenter.demo.control.DemoPhone;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.control.TextClient;
import org.preferencecenter.demo.entity.Exchange;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.entity.Locales;

/** What {@code demo/phone.xhtml} shows: the texts received, and the form that texts back. */
@Named
@RequestScoped
public class PhonePage {

    private static final int LISTED = 60;
    private static final int SUGGESTED = 8;
    private static final String DEFAULT_LANGUAGE = "fr";
    private static final List<String> WORDS = List.of("STOP", "START", "HELP", "Arrêtez, svp !", "Don't stop");

    /** A text. */
    public record Row(String to, String brand, String when, String text) {
    }

    @Inject
    private HttpServletRequest request;
    @Inject
    private DemoPhone phone;
    @Inject
    private Catalog catalog;
    private String language;
    private ResourceBundle words;

    @PostConstruct
    void read() {
        language = Locales.choose(request.getParameter("l"), null, request.getHeader("Accept-Language") == null ? null
                : request.getLocales(), DEFAULT_LANGUAGE);
        words = ResourceBundle.getBundle("messages.demo", Locale.forLanguageTag(language));
    }

    public String getLanguage() {
        return language;
    }

    /** A sentence of this page. */
    public String say(String key) {
        return words.getString(key);
    }

    public String getBrandName() {
        return catalog.now().brand(CatalogueSeed.BRAND).map(Brand::name).orElse("");
    }

    /** The number that is texted to. */
    public String getNumber() {
        return TextClient.NUMBER;
    }

    public List<Row> getRows() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.forLanguageTag(language))
                .withZone(ZoneId.of("Europe/Paris"));
        return phone.newest(PhoneServlet.number(request.getParameter("to")), LISTED).stream().map(found -> new Row(found.number(),
                catalog.now().brand(found.brand()).map(Brand::name).orElse(""), format.format(found.at()), found.text())).toList();
    }

    public Exchange getExchange() {
        return (Exchange) request.getAttribute(PhoneServlet.EXCHANGE);
    }

    /** Whom the form texts for: what was typed, else the first with a telephone. */
    public String getFrom() {
        String from = request.getParameter("from");
        return from != null ? from.strip() : getSuggested().get(0);
    }

    public String getText() {
        String text = request.getParameter("text");
        return text != null ? text : WORDS.get(0);
    }

    /** Numbers of the audience, and one that is nobody's. */
    public List<String> getSuggested() {
        List<String> numbers = new ArrayList<>(RecipientSeed.people().stream()
                .flatMap(person -> person.recipient().address(Channel.SMS).stream()).limit(SUGGESTED).toList());
        numbers.add("+33 6 39 98 88 88");
        return numbers;
    }

    /** What to try. */
    public List<String> getWords() {
        return WORDS;
    }
}
