package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.mail.control.DoorBook.Standing;
import org.preferencecenter.mail.control.DoorBook.Which;
import org.preferencecenter.platform.entity.HopSettings;
import org.preferencecenter.platform.entity.MailDoors;
import org.preferencecenter.platform.entity.RelaySettings;
import org.preferencecenter.platform.entity.Settings;

/** The doors for mail as they stand on this server, for the page of health: where, since when unused, what went wrong. */
@Named
@RequestScoped
public class DoorsPart {

    @Inject
    private Desk desk;
    @Inject
    private DoorBook book;
    @Inject
    private Settings settings;

    /**
     * One door.
     *
     * @param name  key of what it is
     * @param tone  of its state: {@code ok}, {@code bad} or nothing
     * @param state key of how it stands
     * @param where address and port, or a path; empty: it is shut
     * @param about what is to be known of it
     */
    public record Line(String name, String tone, String state, String where, String about) {
    }

    public List<Line> getLines() {
        MailDoors doors = settings.doors();
        RelaySettings relay = doors.relay();
        boolean certificate = relay.certificate().isPresent() || settings.demo();
        List<Line> lines = new ArrayList<>();
        lines.add(door(Which.RELAY, "PC_RELAY_PORT", desk.say(certificate ? "doors.starttls" : "doors.plain.relay")));
        lines.add(door(Which.RELAY_TLS, "PC_RELAY_TLS_PORT", desk.say("doors.tls")));
        lines.add(door(Which.RELAY_LMTP, "PC_LMTP_PORT", ""));
        lines.add(door(Which.RELAY_LMTP_SOCKET, "PC_LMTP_SOCKET", ""));
        lines.add(door(Which.MILTER, "PC_MILTER", ""));
        String inbound = desk.say(doors.inbound().certificate().isPresent() ? "doors.starttls" : "doors.plain");
        lines.add(door(Which.INBOUND_SMTP, "PC_INBOUND_PORT", inbound));
        lines.add(door(Which.INBOUND_LMTP, "PC_INBOUND_LMTP_PORT", inbound));
        lines.add(door(Which.IMAP, "PC_IMAP_HOST", doors.inbound().imap().map(imap -> desk.say(imap.tls() ? "doors.tls"
                : "doors.starttls.asked") + " " + desk.say("doors.imap", imap.folder())).orElse("")));
        lines.add(hop(doors));
        return lines;
    }

    private Line door(Which which, String variable, String how) {
        String name = "doors." + which;
        Optional<Standing> standing = book.of(which);
        if (standing.isEmpty()) {
            return new Line(name, "", "doors.shut", "", desk.say("doors.opened-by", variable));
        }
        Standing now = standing.get();
        List<String> about = new ArrayList<>();
        if (!how.isEmpty()) {
            about.add(how);
        }
        about.add(now.came() == null ? desk.say("doors.nobody") : desk.say("doors.came", desk.time(now.came())));
        if (now.failed() != null) {
            about.add(desk.say("doors.failed", desk.time(now.failed()), now.how()));
        }
        return new Line(name, now.open() ? "ok" : "bad", now.open() ? "doors.open" : "doors.broken", now.where(), String.join(" ", about));
    }

    /** Whether it answers is told above; here, how messages go there. */
    private Line hop(MailDoors doors) {
        HopSettings hop = doors.hop();
        String signs = doors.signing().everything() ? desk.say("doors.hop.signs")
                : doors.signing().domains().isEmpty() ? desk.say("doors.hop.unsigned")
                        : desk.say("doors.hop.signs.some", String.join(", ", doors.signing().domains()));
        return new Line("doors.HOP", "", "doors.out", settings.smtpHost() + ":" + settings.smtpPort(),
                String.join(" ", desk.say("doors.hop." + hop.tls().name().toLowerCase(Locale.ROOT)),
                        desk.say(hop.user().isPresent() ? "doors.hop.login" : "doors.hop.free"), signs));
    }
}
