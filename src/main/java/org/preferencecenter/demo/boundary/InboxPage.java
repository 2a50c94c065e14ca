package org.preferencecenter.demo.boundary;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.control.DemoPost;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.entity.Exchange;
import org.preferencecenter.demo.entity.Opened;
import org.preferencecenter.demo.entity.Received;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.entity.Locales;

/** What {@code demo/inbox.xhtml} shows: the list, the open message, and what just happened. */
@Named
@RequestScoped
public class InboxPage {

    private static final int LISTED = 60;
    private static final int SUGGESTED = 12;
    private static final String DEFAULT_LANGUAGE = "fr";

    /** A row of the list. */
    public record Row(int id, String to, String subject, String when, boolean open) {
    }

    /** Something to pick. */
    public record Option(String value, String label, boolean picked) {
    }

    @Inject
    private HttpServletRequest request;
    @Inject
    private DemoInbox inbox;
    @Inject
    private DemoPost post;
    @Inject
    private Catalog catalog;
    @Inject
    private DecisionLog log;
    @Inject
    private RuleBooks ruleBooks;
    private String language;
    private ResourceBundle words;
    private List<Received> list;
    private Optional<Received> open;
    private Opened message;

    @PostConstruct
    void read() {
        language = Locales.choose(request.getParameter("l"), null, request.getHeader("Accept-Language") == null ? null
                : request.getLocales(), DEFAULT_LANGUAGE, Locales.OFFICE);
        words = ResourceBundle.getBundle("messages.demo", Locale.forLanguageTag(language));
        list = inbox.newest(null, LISTED);
        int asked = InboxServlet.number(request.getParameter("m"));
        open = asked > 0 ? inbox.find(asked) : list.stream().findFirst().flatMap(newest -> inbox.find(newest.id()));
        message = open.map(found -> Opened.of(found.raw())).orElse(null);
    }

    public String getLanguage() {
        return language;
    }

    /** A sentence of this page. */
    public String say(String key) {
        return words.getString(key);
    }

    public String getBrandName() {
        return "Preference Center";
    }

    public List<Row> getRows() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.forLanguageTag(language))
                .withZone(ZoneId.of("Europe/Paris"));
        return list.stream().map(found -> new Row(found.id(), found.recipient(), found.subject(), format.format(found.at()),
                open.isPresent() && open.get().id() == found.id())).toList();
    }

    /** True if somebody asked for one message rather than the inbox: a narrow screen then shows it first. */
    public boolean isReading() {
        return request.getParameter("m") != null;
    }

    public Received getOpen() {
        return open.orElse(null);
    }

    public Opened getMessage() {
        return message;
    }

    /** The fields added on the way, the long signatures last. */
    public List<Opened.Field> getTelling() {
        return message == null ? List.of() : message.fields().stream().filter(Opened.Field::telling)
                .sorted(Comparator.comparing(field -> field.name().equalsIgnoreCase("DKIM-Signature"))).toList();
    }

    public boolean isOneClick() {
        return message != null && message.oneClick().isPresent();
    }

    public Exchange getExchange() {
        return (Exchange) request.getAttribute(InboxServlet.EXCHANGE);
    }

    /** What became of the message just sent: {@code sent}, {@code kept}, {@code hop}, {@code unknown}, or nothing. */
    public String getSaid() {
        String said = request.getParameter("said");
        return said != null && List.of("sent", "kept", "hop", "unknown").contains(said) ? said : "";
    }

    /** The deciding reason's sentence, when a message was kept. */
    public String getReason() {
        if (!getSaid().equals("kept")) {
            return "";
        }
        try {
            UUID decision = UUID.fromString(String.valueOf(request.getParameter("decision")));
            return log.find(decision).map(past -> Grounds.read(past.grounds(), ruleBooks.inForce(),
                    past.ruleBook().equals(ruleBooks.inForce().digest())).reasons().get(0))
                    .map(reason -> Wording.sentence(reason, language)).orElse("");
        } catch (IllegalArgumentException | DatabaseAway unknown) {
            return "";
        }
    }

    /** What the form was last sent with, else what fits the open message. */
    private String picked(String name, String otherwise) {
        String sent = request.getParameter(name);
        return sent == null ? otherwise : sent.strip();
    }

    /** The first people of the audience, the reader of the open message picked. */
    public List<Option> getPeople() {
        String to = picked("to", open.map(Received::recipient).orElse(""));
        List<String> addresses = new ArrayList<>(RecipientSeed.people().stream().limit(SUGGESTED)
                .flatMap(person -> person.recipient().address(Channel.EMAIL).stream()).toList());
        if (!addresses.contains(to) && post.recipient(to).isPresent()) {
            addresses.add(0, to);
        }
        return addresses.stream().map(address -> new Option(address, address, address.equals(to))).toList();
    }

    /** The streams to send on, the one of the open message picked. */
    public List<Option> getStreams() {
        String picked = picked("stream", message == null ? "" : message.value("Feedback-ID").orElse("").split(":")[0]);
        return post.streams().stream()
                .map(stream -> new Option(stream.code(), title(stream), stream.code().equals(picked))).toList();
    }

    private String title(Stream stream) {
        String purpose = stream.purpose().text(language).title();
        return stream.brand().name() + " · " + stream.topic().map(topic -> purpose + " · " + topic.text(language).title()).orElse(purpose)
                + (stream.digest() ? " · " + say("digest") : "");
    }
}
