package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/** What a person chose now, brand by brand: every topic on every channel, and how each answer came about. */
public final class ChoiceTable {

    /** What an agent may end with one button: {@code TOPIC:3/EMAIL}. */
    private static final String CELL = "%s/%s";

    private ChoiceTable() {
    }

    /**
     * One brand's.
     *
     * @param code the brand's
     * @param stop the cell that is all of it
     */
    public record Part(int brand, String code, String name, String stop, boolean stopped, List<Row> rows) {

        /** Those the person said something about, or something wider that holds for them. */
        public List<Row> answered() {
            return rows.stream().filter(Row::answered).toList();
        }

        /** Those nobody asked about yet. */
        public List<Row> silent() {
            return rows.stream().filter(row -> !row.answered()).toList();
        }
    }

    /**
     * One topic on one channel.
     *
     * @param mark  how its state is shown
     * @param since when that was said; empty if it never was
     * @param why   by what way and under which words
     * @param stop  the cell to stop, or null where it is stopped
     */
    public record Row(String what, String channel, String state, String mark, String since, String why, String terms, String cell,
            String stop) {

        boolean answered() {
            return !since.isEmpty() || !terms.isEmpty();
        }
    }

    /** A cell as forms name it. */
    public static String text(Cell cell) {
        return CELL.formatted(cell.scope(), cell.channel());
    }

    /** Reads {@link #text} back; nothing for anything else. */
    public static Optional<Cell> cell(String text) {
        try {
            int slash = text == null ? -1 : text.indexOf('/');
            return slash < 0 ? Optional.empty()
                    : Optional.of(new Cell(Scope.parse(text.substring(0, slash)), Channel.valueOf(text.substring(slash + 1))));
        } catch (IllegalArgumentException strange) {
            return Optional.empty();
        }
    }

    /** The brand a scope belongs to; nothing for everything, and for what never was. */
    public static Optional<Brand> brand(Catalogue catalogue, Scope scope) {
        return switch (scope.kind()) {
            case BRAND -> catalogue.brand(scope.id());
            case PURPOSE -> catalogue.purpose(scope.id()).map(Purpose::brand);
            case TOPIC -> catalogue.topic(scope.id()).map(t -> t.purpose().brand());
            default -> Optional.empty();
        };
    }

    public static List<Part> of(Overview overview, PersonWords words, List<Brand> brands) {
        List<Part> parts = new ArrayList<>();
        for (Brand brand : brands) {
            List<Row> rows = new ArrayList<>();
            for (Purpose purpose : words.catalogue().purposesOf(brand)) {
                if (purpose.nature() == MessageNature.PROSPECTING && purpose.published()) {
                    scopes(purpose, overview).forEach(scopes -> channels(purpose, overview, scopes.get(0))
                            .forEach(channel -> rows.add(row(overview, words, scopes, channel))));
                }
            }
            Cell all = new Cell(Scope.brand(brand.id()), Channel.ANY);
            boolean stopped = overview.choices().on(List.of(all.scope(), Scope.EVERYTHING), Channel.ANY).state().stops();
            if (!rows.isEmpty()) {
                parts.add(new Part(brand.id(), brand.code(), brand.name(), text(all), stopped, rows));
            }
        }
        return parts;
    }

    /** Narrow to wide: of each topic, or of the purpose where it has none or was answered as a whole. */
    private static List<List<Scope>> scopes(Purpose purpose, Overview overview) {
        List<List<Scope>> scopes = new ArrayList<>();
        boolean whole = overview.choices().byCell().keySet().stream().anyMatch(c -> c.scope().equals(Scope.purpose(purpose.id())));
        if (!purpose.retired() && purpose.topics().isEmpty() || whole) {
            scopes.add(purpose.scopes());
        }
        purpose.topics().stream().filter(topic -> !topic.retired() && !purpose.retired() || overview.choices().byCell().keySet()
                .stream().anyMatch(c -> c.scope().equals(Scope.topic(topic.id())))).forEach(topic -> scopes.add(topic.scopes()));
        return scopes;
    }

    /** Those it is sent on, and those it was answered for. */
    private static Set<Channel> channels(Purpose purpose, Overview overview, Scope scope) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        channels.addAll(purpose.channels());
        overview.choices().byCell().keySet().stream().filter(c -> c.scope().equals(scope)).map(Cell::channel)
                .filter(channel -> channel != Channel.ANY).forEach(channels::add);
        return channels;
    }

    private static Row row(Overview overview, PersonWords words, List<Scope> scopes, Channel channel) {
        Standing standing = overview.choices().on(scopes, channel);
        Optional<Choice> because = standing.because();
        Optional<Provenance> origin = because.map(choice -> overview.provenance().get(choice.cell()));
        Cell cell = new Cell(scopes.get(0), channel);
        String terms = words.terms(new Choice(cell, State.NONE, 0, 0, null,
                standing.frequency().kind() == org.preferencecenter.consent.entity.Frequency.Kind.EVERY_MESSAGE ? null
                        : standing.frequency(), standing.pausedUntil()));
        String wider = because.filter(choice -> !choice.cell().scope().equals(cell.scope()))
                .map(choice -> words.scope(choice.cell().scope())).orElse("");
        return new Row(words.scope(cell.scope()), words.channel(channel), words.state(standing.state()),
                PersonWords.mark(standing.state()),
                because.filter(c -> c.state() != State.NONE).map(c -> words.words().day(c.since(), words.zone())).orElse(""),
                !wider.isEmpty() ? wider : origin.map(o -> words.how(o.origin()) + " · " + words.who(o.origin())).orElse(""), terms,
                text(cell),
                standing.state().stops() ? null : text(cell));
    }
}
