package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.control.Figures;
import org.preferencecenter.office.entity.DayCounts;
import org.preferencecenter.office.entity.Group;
import org.preferencecenter.office.entity.Group.Kind;
import org.preferencecenter.office.entity.Happening.What;
import org.preferencecenter.platform.entity.Locales;

/** How we stand: the figures of the home page. Nobody is named in it; each number leads to the list behind it. */
@Named("standing")
@RequestScoped
public class StandingPart {

    private static final int MOST = 8;

    @Inject
    private Desk desk;
    @Inject
    private Figures figures;
    @Inject
    private HomePage home;
    @Inject
    private EndingPart endings;
    private Map<Group, Long> groups;
    private List<Figures.HandedCount> handed;

    /** One number with what stands under it. @param href null: no list, or not for them. @param tone a class of the stylesheet */
    public record Card(String label, String number, String note, String href, String tone) {
    }

    /** A purpose on a channel. @param share of those with an address there, 0 to 100 */
    public record PurposeRow(String title, String brand, String bases, String channel, String reachable, String href, int share,
            String of, String stopped, String stoppedHref, String stops, String stopsHref) {
    }

    /** A name, how many, and the part of the largest, 0 to 100. */
    public record Bar(String name, String number, int share, String note, String href) {
    }

    @PostConstruct
    void read() {
        groups = figures.groups(desk.brandIds());
        handed = figures.handed(home.from().atStartOfDay(ZoneOffset.UTC).toInstant()).stream()
                .filter(h -> stream(h).filter(s -> desk.brandIds().contains(s.brand().id())).isPresent()).toList();
    }

    private Optional<Stream> stream(Figures.HandedCount count) {
        return home.catalogue().stream(count.stream());
    }

    private long people(Predicate<Group> which) {
        return groups.entrySet().stream().filter(group -> which.test(group.getKey())).mapToLong(Map.Entry::getValue).sum();
    }

    private long addressed(Channel channel) {
        return people(group -> group.kind() == Kind.ADDRESS && group.channel() == channel);
    }

    /** The four that stand first. */
    public List<Card> getCards() {
        long reachable = people(g -> g.kind() == Kind.REACHABLE_AT_ALL && g.channel() == Channel.EMAIL);
        long stops = home.days().stops(home.week());
        long sent = handed.stream().mapToLong(Figures.HandedCount::handed).sum();
        long late = handed.stream().mapToLong(Figures.HandedCount::afterStop).sum();
        long worst = handed.stream().mapToLong(Figures.HandedCount::worstSeconds).max().orElse(0);
        long ending = endings.soon();
        String week = "what=STOPPED&from=" + home.week();
        return List.of(
                new Card(desk.say("card.reachable"), desk.number(reachable), desk.say(desk.brandIds().size() > 1
                        ? "card.reachable.brands" : "card.reachable.of", desk.number(addressed(Channel.EMAIL))),
                        one().map(brand -> group(new Group(brand, Kind.REACHABLE_AT_ALL, 0, Channel.EMAIL, ""))).orElse(null), ""),
                new Card(desk.say("card.stops"), desk.number(stops), rate(home.days().stops(home.from()), sent), home.list(week), ""),
                new Card(desk.say("card.honour"), desk.number(late), late == 0 ? desk.say("card.honour.none", desk.number(sent),
                        home.getSpan()) : desk.say("card.honour.some", desk.number(sent), minutes(worst)), late == 0 ? null : told("late"), late == 0 ? "ok" : "bad"),
                new Card(desk.say("card.ending"), desk.number(ending), desk.say(ending == 0 ? "card.ending.none" : "card.ending.some"),
                        "#ending", ending == 0 ? "" : "warn"));
    }

    private String rate(long stops, long sent) {
        if (sent == 0) {
            return desk.say("card.stops.span", desk.number(stops), home.getSpan());
        }
        return desk.say("card.stops.rate", String.format(Locales.of(desk.getLanguage()), "%.2f", 100.0 * stops / sent), home.getSpan());
    }

    private String minutes(long seconds) {
        return desk.number(Math.max(1, Duration.ofSeconds(seconds).toMinutes()));
    }

    /** The brand, where there is only one to speak of. */
    private Optional<Integer> one() {
        return desk.brandIds().size() == 1 ? Optional.of(desk.brandIds().get(0)) : Optional.empty();
    }

    private String group(Group group) {
        return !desk.may("SEE_PERSON") ? null : "/office/group?kind=" + group.kind() + "&of=" + group.brand() + "&purpose="
                + group.purpose() + "&channel=" + group.channel() + desk.getBrand().map(b -> "&brand=" + b.code()).orElse("");
    }

    private String told(String of) {
        return !desk.may("SEE_PERSON") ? null : "/office/told?of=" + of + "&from=" + home.from()
                + desk.getBrand().map(b -> "&brand=" + b.code()).orElse("");
    }

    public boolean isManyBrands() {
        return desk.brandIds().size() > 1;
    }

    /** Each purpose on each of its channels. */
    public List<PurposeRow> getPurposes() {
        List<PurposeRow> rows = new ArrayList<>();
        for (Purpose purpose : home.purposes()) {
            for (Channel channel : purpose.channels().stream().sorted().toList()) {
                Group reachable = new Group(purpose.brand().id(), Kind.REACHABLE, purpose.id(), channel, "");
                Group stopped = new Group(purpose.brand().id(), Kind.STOPPED, purpose.id(), channel, "");
                long now = groups.getOrDefault(reachable, 0L);
                long of = addressed(channel);
                String query = "what=STOPPED&purpose=" + purpose.id() + "&channel=" + channel + "&from=" + home.week();
                rows.add(new PurposeRow(title(purpose), purpose.brand().name(), bases(purpose), desk.say("num.channel." + channel),
                        desk.number(now), group(reachable), of == 0 ? 0 : (int) Math.round(100.0 * now / of), desk.number(of),
                        desk.number(groups.getOrDefault(stopped, 0L)), group(stopped), desk.number(home.days().sum(line ->
                                line.what() == What.STOPPED && line.purpose() == purpose.id() && line.channel() == channel
                                && !line.day().isBefore(home.week()))),
                        home.list(query)));
            }
        }
        return rows;
    }

    private String title(Purpose purpose) {
        return purpose.text(desk.getLanguage()).title();
    }

    private String bases(Purpose purpose) {
        Set<String> bases = new LinkedHashSet<>();
        purpose.bases().stream().sorted(Comparator.comparing((Basis b) -> !b.jurisdiction().equals(Basis.ANYWHERE))
                .thenComparing(Basis::basis)).forEach(basis -> bases.add(desk.say("num.basis." + basis.basis())));
        return String.join(", ", bases);
    }

    /** Whole brands and everything, which no row of a purpose tells. */
    public String getWideStops() {
        return desk.number(home.days().sum(line -> line.what() == What.STOPPED && line.purpose() == 0
                && !line.day().isBefore(home.week())));
    }

    private boolean within(DayCounts.Line line) {
        return !line.day().isBefore(home.from());
    }

    /** Stops by topic, and by purpose where a purpose has none. */
    public List<Bar> getTopics() {
        Map<Integer, Long> sums = home.days().stopsBy(DayCounts.Line::topic, line -> within(line) && line.topic() > 0);
        long most = sums.values().stream().mapToLong(Long::longValue).max().orElse(1);
        return sums.entrySet().stream().limit(MOST).map(sum -> new Bar(home.catalogue().topic(sum.getKey())
                .map(t -> t.text(desk.getLanguage()).title()).orElse("?"), desk.number(sum.getValue()),
                (int) Math.round(100.0 * sum.getValue() / most), "", home.list("what=STOPPED&topic=" + sum.getKey() + "&from=" + home.from())))
                .toList();
    }

    /** Stops by the way they came in: one-click against page. */
    public List<Bar> getWays() {
        Map<String, Long> sums = home.days().stopsBy(DayCounts.Line::via, this::within);
        long all = Math.max(1, sums.values().stream().mapToLong(Long::longValue).sum());
        return sums.entrySet().stream().map(sum -> new Bar(desk.getWords().sayOr("person.via." + sum.getKey(), "num.via.other"),
                desk.number(sum.getValue()), (int) Math.round(100.0 * sum.getValue() / all),
                Math.round(100.0 * sum.getValue() / all) + " %", home.list("what=STOPPED&via=" + sum.getKey() + "&from=" + home.from())))
                .toList();
    }

    /** Why people stopped, where they cared to say. */
    public List<Bar> getReasons() {
        Map<String, Long> told = figures.reasons(desk.brandIds(), home.from());
        long most = told.values().stream().mapToLong(Long::longValue).max().orElse(1);
        return told.entrySet().stream().map(reason -> new Bar(desk.say("num.reason." + reason.getKey()), desk.number(reason.getValue()),
                (int) Math.round(100.0 * reason.getValue() / most), "", told(reason.getKey()))).toList();
    }

    public List<Bar> getDomains() {
        List<Figures.DomainCount> domains = figures.domains(desk.brandIds(), home.from(), MOST);
        long most = domains.stream().mapToLong(Figures.DomainCount::stops).max().orElse(1);
        return domains.stream().map(d -> new Bar(d.domain(), desk.number(d.stops()), (int) Math.round(100.0 * d.stops() / most),
                desk.say("num.domain.oneclick", desk.number(d.oneClick())),
                home.list("what=STOPPED&domain=" + desk.encode(d.domain()) + "&from=" + home.from()))).toList();
    }

    /** What each stream handed over. */
    public List<Bar> getStreams() {
        long most = handed.stream().mapToLong(Figures.HandedCount::handed).max().orElse(1);
        return handed.stream().limit(MOST).map(h -> new Bar(stream(h).map(Stream::code).orElse("?"), desk.number(h.handed()),
                (int) Math.round(100.0 * h.handed() / most), h.afterStop() == 0 ? ""
                        : desk.say("num.stream.late", desk.number(h.afterStop())), h.afterStop() == 0 ? null : told("late"))).toList();
    }

    public YearMonth month() {
        return YearMonth.from(home.today());
    }

    public Map<Group, Long> groups() {
        return groups;
    }
}
