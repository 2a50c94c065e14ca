package org.preferencecenter.office.boundary;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.link.control.LinkKeys;

/** The keys that links are signed with: the house's, of no brand. */
@Named
@RequestScoped
public class LinkKeysPage {

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    @Inject
    private LinkKeys keys;

    /** One key. @param state {@code SIGNS}, {@code CHECKS} or {@code COMPROMISED} */
    public record Line(int id, String state, String created, long days, String compromised) {
    }

    /** Before anything is shown. */
    public void open() {
        desk.requireEverywhere(Right.KEYS);
    }

    public List<Line> getLines() {
        return keys.list().stream().map(key -> new Line(key.id(),
                key.compromised() != null ? "COMPROMISED" : key.signs() ? "SIGNS" : "CHECKS", desk.day(key.created()),
                java.time.Duration.between(key.created(), desk.now()).toDays(),
                key.compromised() == null ? "" : desk.day(key.compromised()))).toList();
    }

    /** Adds a key to sign with. */
    public void rotate() {
        desk.requireEverywhere(Right.KEYS);
        desk.requireFresh();
        int id = keys.rotate();
        desk.audit("link-key.added", "link-key:" + id, null, Map.of());
        desk.redirect("linkKeys", "link-key-added");
    }

    /** Withdraws trust from one. */
    public void compromise() {
        desk.requireEverywhere(Right.KEYS);
        desk.requireFresh();
        String id = String.valueOf(request.getParameter("key"));
        if (keys.list().stream().anyMatch(key -> Integer.toString(key.id()).equals(id))) {
            keys.compromised(Integer.parseInt(id));
            desk.audit("link-key.compromised", "link-key:" + id, null, Map.of());
            desk.redirect("linkKeys", "link-key-compromised");
        }
    }
}
