package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Releases;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Release.Result;
import org.preferencecenter.consent.entity.Release;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionChange;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.PersonWords;

/** Addresses that must not be contacted: look one up, add one, lift one with somebody else's consent. */
@Named
@RequestScoped
public class SuppressionsPage {

    private static final int PAGE = 25;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Suppressions suppressions;
    @Inject
    private Releases releases;
    @Inject
    private StaffNames staff;
    @Inject
    private ReleasesPart second;

    private List<Hit> hits;
    private List<Line> changes = List.of();
    private long older;
    private String flaw = "";
    private PersonWords words;

    /** @param key as the form names it: channel and brand @param liftable whether a person of ours may ask for it to be lifted */
    public record Hit(String what, String key, boolean liftable) {
    }

    public record Line(String time, boolean lifted, String what, String who, String note, String mark) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() throws SQLException {
        words = new PersonWords(desk.getWords(), catalog.now(), Map.of(), desk.zone());
        if (request.getMethod().equals("POST") && act()) {
            return;
        }
        List<SuppressionChange> read = releases.changes(PersonActs.number(text("before")), PAGE + 1);
        older = read.size() > PAGE ? read.get(PAGE - 1).id() : 0;
        Set<Integer> accounts = new HashSet<>();
        read.forEach(change -> accounts.addAll(List.of(change.account(), change.second())));
        Map<Integer, String> names = staff.of(accounts);
        changes = read.stream().limit(PAGE).filter(c -> mine(c.what())).map(c -> line(c, names)).toList();
    }

    /** What holds for every brand is everybody's business. */
    private boolean mine(Suppressed what) {
        return what.brand() == 0 || desk.brandIds().contains(what.brand());
    }

    private Line line(SuppressionChange change, Map<Integer, String> names) {
        String who = switch (change.via()) {
            case SYSTEM -> desk.say("person.who.SYSTEM");
            case CONFIRMED -> desk.say("suppressions.confirmed");
            case OFFICE -> change.second() == 0 ? names.getOrDefault(change.account(), "?")
                    : desk.say("suppressions.two", names.getOrDefault(change.account(), "?"), names.getOrDefault(change.second(), "?"));
        };
        return new Line(desk.time(change.at()), change.lifted(), desk.say("suppressions.what", words.channel(change.what().channel()),
                brandName(change.what().brand()), words.why(change.what())), who,
                change.note() == null ? "" : change.note(), change.mark());
    }

    private boolean act() {
        if (second.decides()) {
            need(Right.RELEASE, second.brand());
            second.decide();
            return true;
        }
        if (getAddress().isEmpty() || getAddress().length() > 320 || !AddressForm.possible(getAddress())) {
            flaw = desk.say("suppressions.flaw.address");
            return false;
        }
        if (request.getParameter("add") != null) {
            return add();
        }
        if (request.getParameter("ask") != null) {
            return ask();
        }
        desk.require(Right.SUPPRESS);
        desk.audit("suppression.looked-up", "suppression", null, Map.of());
        look();
        return false;
    }

    private void look() {
        hits = suppressions.of(form(), canonical()).stream().filter(this::mine).map(one -> new Hit(words.suppressed(one),
                one.channel() + ":" + one.brand(), one.reason() != SuppressionReason.ERASURE
                && may(Right.SUPPRESS, one.brand()))).toList();
    }

    private boolean add() {
        int brand = brand();
        need(Right.SUPPRESS, brand);
        if (text("why").isEmpty()) {
            flaw = desk.say("suppressions.flaw.why");
            look();
            return false;
        }
        Channel channel = request.getParameter("everywhere") == null ? form() : Channel.ANY;
        boolean added = suppressions.suppressAs(form(), canonical(), channel, brand, desk.officer().account(), why());
        if (added) {
            desk.audit("suppression.added", "suppression", brand == 0 ? null : brand, Map.of("channel", channel.name()));
        }
        desk.redirect("suppressions", added ? "suppression.added" : "suppression.there");
        return true;
    }

    private boolean ask() {
        String[] key = text("ask").split(":");
        Channel channel = Arrays.stream(Channel.values()).filter(c -> c.name().equals(key[0])).findFirst()
                .orElseThrow(() -> new Forbidden("a channel"));
        int brand = (int) PersonActs.number(key[1]);
        need(Right.SUPPRESS, brand);
        if (text("why").isEmpty()) {
            flaw = desk.say("suppressions.flaw.why");
            look();
            return false;
        }
        Result result = releases.ask(form(), canonical(), channel, brand, desk.officer().account(), why());
        if (result == Result.DONE) {
            desk.audit("suppression.release-asked", "suppression", brand == 0 ? null : brand, Map.of("channel", channel.name()));
        }
        desk.redirect("suppressions", "release." + result);
        return true;
    }

    private void need(Right right, int brand) {
        if (!may(right, brand)) {
            throw new Forbidden(right.name());
        }
    }

    private boolean may(Right right, int brand) {
        return brand == 0 ? desk.officer().mayEverywhere(right) : desk.officer().may(right, brand);
    }

    private int brand() {
        return text("for").isEmpty() ? 0 : catalog.now().brand(text("for")).map(Brand::id).orElseThrow(() -> new Forbidden("a brand"));
    }

    private String brandName(int brand) {
        return brand == 0 ? desk.say("person.every-brand") : catalog.now().brand(brand).map(Brand::name).orElse("?");
    }

    /** What kind of address it is: one with an @ is a mail address, anything else on the channel that was chosen. */
    private Channel form() {
        return getAddress().contains("@") ? Channel.EMAIL
                : Arrays.stream(Channel.values()).filter(c -> c.name().equals(text("channel")) && c != Channel.ANY).findFirst()
                        .orElse(Channel.SMS);
    }

    /** A number as the suppressions know it, however it was typed: with its country's code. */
    private String canonical() {
        String region = desk.getLanguage().equals("fr") ? "FR" : "GB";
        return TelephoneNumber.serves(form()) ? TelephoneNumber.e164(getAddress(), region).orElse(getAddress()) : getAddress();
    }

    private String why() {
        return text("why").substring(0, Math.min(text("why").length(), Release.LONGEST_WHY));
    }

    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    public String getAddress() {
        return request.getMethod().equals("POST") ? text("address") : "";
    }

    /** What suppresses the address that was looked up; null: none was. */
    public List<Hit> getHits() {
        return hits;
    }

    public List<Line> getChanges() {
        return changes;
    }

    /** Where the list goes on, 0: nowhere. */
    public long getOlder() {
        return older;
    }

    /** Brands for which this officer may suppress. */
    public List<Brand> getMine() {
        return desk.getBrands().stream().filter(b -> desk.officer().may(Right.SUPPRESS, b.id())).toList();
    }

    public boolean isEverywhere() {
        return desk.officer().mayEverywhere(Right.SUPPRESS);
    }

    public String getFlaw() {
        return flaw;
    }
}
