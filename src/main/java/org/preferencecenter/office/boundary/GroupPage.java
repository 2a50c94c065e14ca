package org.preferencecenter.office.boundary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.control.Behind;
import org.preferencecenter.office.control.Figures;
import org.preferencecenter.office.entity.Group;
import org.preferencecenter.office.entity.OfficePage;

/** The people of a group that is counted: {@code kind}, {@code of} (the brand), {@code purpose} and {@code channel}. */
@Named
@RequestScoped
public class GroupPage {

    private static final int PAGE = 50;

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Behind behind;
    @Inject
    private Figures figures;
    @Inject
    private HttpServletRequest request;
    private Group group;
    private Behind.People page = new Behind.People(List.of(), 0);

    /** @param href null: there is no page of a person, or not for them */
    public record Line(String who, String href) {
    }

    @PostConstruct
    void read() {
        group = new Group(number("of"), Arrays.stream(Group.Kind.values()).filter(k -> k.name().equals(request.getParameter("kind")))
                .findFirst().orElse(Group.Kind.REACHABLE_AT_ALL), number("purpose"), Arrays.stream(Channel.values())
                .filter(c -> c.name().equals(request.getParameter("channel"))).findFirst().orElse(Channel.EMAIL), "");
        desk.require(Right.SEE_PERSON, group.brand());
        figures.id(group).ifPresent(id -> page = behind.people(id, after(), PAGE));
        desk.audit("num.group.listed", "group:" + group.kind(), group.brand(), Map.of("purpose", group.purpose(), "channel",
                group.channel(), "lines", page.people().size()));
    }

    private int number(String name) {
        String given = request.getParameter(name);
        return given != null && given.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(given) : 0;
    }

    private long after() {
        String given = request.getParameter("after");
        return given != null && given.matches("[1-9][0-9]{0,17}") ? Long.parseLong(given) : 0;
    }

    public String getTitle() {
        return desk.say("num.group." + group.kind());
    }

    /** What the group is about. */
    public String getAbout() {
        String channel = desk.say("num.channel." + group.channel());
        return catalog.now().purpose(group.purpose()).map(p -> p.text(desk.getLanguage()).title())
                .or(() -> catalog.now().brand(group.brand()).map(b -> b.name()))
                .map(name -> desk.say("num.group.about", name, channel)).orElse(channel);
    }

    public List<Line> getLines() {
        boolean opens = OfficePage.at("person").filter(p -> p.opensTo(desk.officer())).isPresent();
        return page.people().stream().map(somebody -> new Line(somebody.masked().isEmpty() ? desk.say("choices.noaddress")
                : somebody.masked(), opens ? "/office/person?id=" + somebody.recipient() : null)).toList();
    }

    /** The address of the page that goes on; null: this is the last. */
    public String getNext() {
        return page.after() == 0 ? null : "/office/group?kind=" + group.kind() + "&of=" + group.brand() + "&purpose="
                + group.purpose() + "&channel=" + group.channel() + "&after=" + page.after()
                + desk.getBrand().map(b -> "&brand=" + b.code()).orElse("");
    }
}
