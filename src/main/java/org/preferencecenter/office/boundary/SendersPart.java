package org.preferencecenter.office.boundary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.SenderLogins;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.access.entity.SenderLogin;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.platform.entity.RelaySettings;
import org.preferencecenter.platform.entity.Settings;

/** On a stream's page: the logins that may hand its messages to the relay. A password is shown once, where it was made. */
@Named("senders")
@RequestScoped
public class SendersPart {

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    @Inject
    private Catalog catalog;
    @Inject
    private SenderLogins logins;
    @Inject
    private Settings settings;
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private SenderLogins.Made made;
    private List<Line> lines;

    /** One login. @param streams codes of those it may send on */
    public record Line(String id, String name, String streams, String created, String used, boolean live) {
    }

    /** Another stream of the brand. */
    public record Other(String id, String code, String checked) {
    }

    /** Before the form for a new one is shown: whoever fills it in shall not be asked for a password afterwards. */
    public void open() {
        if (isAdding()) {
            desk.requireFresh();
        }
    }

    private Optional<Stream> stream() {
        return catalog.now().stream(typed(SetupPage.OF)).filter(stream -> stream.channel() == Channel.EMAIL)
                .filter(stream -> desk.officer().may(Right.KEYS, stream.brand().id()));
    }

    /** Whether they may look after the logins of this stream. */
    public boolean isShown() {
        return stream().isPresent();
    }

    public boolean isAdding() {
        return isShown() && !stream().orElseThrow().retired() && request.getParameter("login") != null && made == null;
    }

    public boolean isPossible() {
        return stream().filter(stream -> !stream.retired()).isPresent() && !isAdding();
    }

    public String getCode() {
        return typed(SetupPage.OF);
    }

    /** Where senders connect to, or that nobody can. */
    public String getWhere() {
        RelaySettings relay = settings.doors().relay();
        String host = stream().map(stream -> stream.brand().url(settings.baseUrl()).getHost()).orElse("");
        if (relay.port() == 0 && relay.tlsPort() == 0) {
            return desk.say("senders.shut");
        }
        return relay.port() == 0 ? desk.say("senders.tls", host, Integer.toString(relay.tlsPort()))
                : relay.tlsPort() == 0 ? desk.say("senders.starttls", host, Integer.toString(relay.port()))
                : desk.say("senders.both", host, Integer.toString(relay.port()), Integer.toString(relay.tlsPort()));
    }

    public List<Line> getLines() {
        if (lines == null) {
            lines = logins.of(stream().orElseThrow().id()).stream().map(login -> new Line(login.id(), login.name(), codes(login),
                    desk.day(login.created()), login.used() == null ? "" : desk.time(login.used()), login.live())).toList();
        }
        return lines;
    }

    private String codes(SenderLogin login) {
        return login.streams().stream().map(id -> catalog.now().stream(id).map(Stream::code).orElse("")).sorted()
                .collect(Collectors.joining(", "));
    }

    /** The other streams of the brand that mail goes out on. */
    public List<Other> getOthers() {
        Stream own = stream().orElseThrow();
        List<String> ticked = ticked();
        return catalog.now().streams().stream().filter(one -> one.brand().id() == own.brand().id() && one.id() != own.id()
                && one.channel() == Channel.EMAIL && !one.retired()).map(one -> new Other(Integer.toString(one.id()), one.code(),
                        ticked.contains(Integer.toString(one.id())) ? "checked" : "")).toList();
    }

    private List<String> ticked() {
        String[] all = request.getParameterValues("more");
        return all == null ? List.of() : Arrays.asList(all);
    }

    private String typed(String field) {
        String typed = request.getParameter(field);
        return typed == null ? "" : typed.strip();
    }

    public String value(String field) {
        return typed(field);
    }

    public String flaw(String field) {
        return wrong.getOrDefault(field, "");
    }

    public String invalid(String field) {
        return wrong.containsKey(field) ? "true" : "";
    }

    public String described(String field, String hint) {
        return ((wrong.containsKey(field) ? "e-" + field + " " : "") + (hint == null || hint.isEmpty() ? "" : "h-" + field)).strip();
    }

    public boolean isMade() {
        return made != null;
    }

    public String getUser() {
        return made.login().id();
    }

    /** Once. */
    public String getPassword() {
        return made.password();
    }

    private Stream mine() {
        Stream stream = stream().orElseThrow(() -> new Forbidden(Right.KEYS.name()));
        desk.require(Right.KEYS, stream.brand().id());
        desk.requireFresh();
        return stream;
    }

    /** Makes a login and shows it. */
    public void create() {
        Stream stream = mine();
        String name = typed("sender");
        if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)
                || name.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            wrong.put("sender", desk.say("senders.name.wrong"));
            return;
        }
        Set<Integer> streams = new TreeSet<>(Set.of(stream.id()));
        getOthers().stream().filter(other -> !other.checked().isEmpty()).forEach(other -> streams.add(Integer.valueOf(other.id())));
        made = logins.make(name, stream.brand().id(), streams);
        lines = null;
        desk.audit("sender-login.made", "sender-login:" + made.login().id(), stream.brand().id(), Map.of("streams",
                codes(made.login())));
    }

    /** Ends one: from its next message on it is refused, within half a minute on connections that are open. */
    public void revoke() {
        Stream stream = mine();
        SenderLogin login = logins.find(typed("id")).filter(found -> found.brand() == stream.brand().id())
                .orElseThrow(() -> new Forbidden(Right.KEYS.name()));
        logins.revoke(login.id());
        desk.audit("sender-login.revoked", "sender-login:" + login.id(), stream.brand().id(), Map.of());
        desk.redirect("stream?of=" + stream.code(), "sender-login-revoked");
    }
}
