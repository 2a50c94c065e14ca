package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.entity.DataLines;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.Copy;

/** The page of a person's data: without a link, how to get one; behind a fresh one, what can be asked and what was answered. */
@Named
@RequestScoped
public class DataPage extends PublicPage {

    private static final Set<String> DONE = Set.of("object", "erase", "correct", "waiting");
    private static final ZoneId ZONE = SelfService.ZONE;

    @Inject
    private Recipients recipients;
    @Inject
    private Clock clock;

    private String asked = "";
    private String action = "";
    private String receipts = "";
    private boolean sent;
    private boolean stale;
    private boolean sure;
    private String typed = "";
    private String wrong = "";
    private String flaw = "";
    private String words = "";
    private String address = "";
    private List<Said> said = List.of();
    private Copy copy;

    /** For whoever has no link. @param done a form was posted: shown alike to everybody */
    void load(HttpServletRequest request, String language, boolean done) {
        open(request, language, null, Optional.empty());
        asked = language == null ? "" : getLanguage();
        action = request.getContextPath() + "/r";
        sent = done && brand().isPresent();
        keep(sent ? "&c=sent" : "");
    }

    /** The form as it was filled in. @param wait how long until it can be sent; nothing: the address has a slip */
    void wrong(HttpServletRequest request, String language, String typedAddress, Optional<Duration> wait) {
        load(request, language, false);
        typed = typedAddress.length() > MailAddress.LONGEST ? "" : typedAddress;
        wrong = wait.map(time -> words().say("lost.wait", time.toMinutes() + 1)).orElseGet(() -> say("lost.wrong"));
    }

    /** For whoever came by a link. @param language asked for, or null. @return false if the recipient is no more */
    boolean load(HttpServletRequest request, Holder holder, String language) {
        Optional<Recipient> recipient = recipients.find(holder.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        String c = "GET".equals(request.getMethod()) ? request.getParameter("c") : null;
        open(request, language, recipient.get().locale(), Known.brandOf(catalogue(), holder.scope(),
                Known.brandAt(catalogue(), request.getServerName())));
        asked = language == null ? "" : getLanguage();
        action = request.getContextPath() + "/r/" + holder.token();
        receipts = request.getContextPath() + "/receipt/" + holder.token();
        stale = !holder.fresh();
        address = recipient.get().address(Channel.EMAIL).map(Mask::of).orElse("");
        if (c != null && DONE.contains(c) && !stale) {
            keep("&c=" + c);
            said = List.of(new Said(true, say("data.c." + c), say("data.c." + c + ".text"), ""));
        }
        return true;
    }

    /** Asks once more before everything is erased. */
    void ask() {
        sure = true;
    }

    /** Shows what was written again, with what is wrong beside it. */
    void flaw(String text) {
        words = text;
        flaw = say("data.correct.flaw");
    }

    /** Shows everything. */
    void show(Copy everything) {
        copy = everything;
    }

    /** What is shown, as the page's parts are named: home, sent, stale, sure, copy, ways; nobody under a strange host. */
    public String getPart() {
        return brand().isEmpty() ? "nobody" : sent ? "sent" : address.isEmpty() && copy == null && !stale && action.endsWith("/r") ? "home"
                : stale ? "stale" : sure ? "sure" : copy != null ? "copy" : "ways";
    }

    public String getHeading() {
        return say(switch (getPart()) {
            case "sent" -> "lost.sent";
            case "stale" -> "data.stale";
            case "sure" -> "data.sure";
            case "copy" -> "data.all";
            default -> wrong.isEmpty() ? "data.title" : "lost.wrong.title";
        });
    }

    public String getAction() {
        return action;
    }

    /** Where somebody without a link asks for one. */
    public String getStart() {
        return getDataHref() + (asked.isEmpty() ? "" : "?l=" + asked);
    }

    /** This page once more, nothing said. */
    public String getSelf() {
        return action + (asked.isEmpty() ? "" : "?l=" + asked);
    }

    public String getAsked() {
        return asked;
    }

    /** The receipts of the latest choices. */
    public String getReceipts() {
        return receipts + (asked.isEmpty() ? "" : "?l=" + asked);
    }

    public String getTyped() {
        return typed;
    }

    public String getWrong() {
        return wrong;
    }

    public String getFlaw() {
        return flaw;
    }

    /** What is wrong with their data, as they typed it. */
    public String getTypedWords() {
        return words;
    }

    /** The mailbox that was proven, masked. */
    public String getAddress() {
        return address;
    }

    public List<Said> getSaid() {
        return said;
    }

    public List<DataLines.Section> getSections() {
        return copy == null ? List.of() : DataLines.of(copy, words(), ZONE);
    }

    public String getNothing() {
        return copy == null ? "" : DataLines.nothing(copy, words());
    }

    public String getAsOf() {
        return words().say("data.all.about", words().day(clock.instant(), ZONE));
    }
}
