package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Change.Kind;
import org.preferencecenter.catalog.entity.Differences;
import org.preferencecenter.catalog.entity.Differences.Difference;
import org.preferencecenter.catalog.entity.WordDiff;
import org.preferencecenter.office.entity.CatalogWords;
import org.preferencecenter.platform.entity.Locales;

/** What differs between what was live and what a change says, word by word and in words of the reader. */
@RequestScoped
public class ChangeRows {

    /** @param what the field. @param pieces before and after in one, word by word */
    public record Row(String what, List<WordDiff.Piece> pieces) {
    }

    @Inject
    private Desk desk;

    /** What a change says against what was live when it was begun: for what is published, what it changed. */
    public List<Row> of(Change change) {
        return switch (change.kind()) {
            case RETIRE -> List.of();
            case ORDER -> List.of(new Row(desk.say("differs.order"), WordDiff.between(change.base().map(this::lines).orElse(""),
                    lines(change.contents()))));
            default -> between(change, change.base(), change.contents());
        };
    }

    /** What changed on the live side since a change was begun. */
    public List<Row> meanwhile(Change change, Optional<String> live) {
        return change.kind() == Kind.ORDER || live.isEmpty() || change.base().isEmpty() ? List.of()
                : between(change, change.base(), live.get());
    }

    private List<Row> between(Change change, Optional<String> before, String after) {
        return change.kind() == Kind.SCRIPT
                ? scripts(before.map(DraftJson::script).orElseGet(TreeMap::new), DraftJson.script(after))
                : rows(Differences.between(before.map(DraftJson::draft).orElse(null), DraftJson.draft(after)));
    }

    private List<Row> scripts(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> locales = new TreeSet<>(before.keySet());
        locales.addAll(after.keySet());
        List<Row> rows = new ArrayList<>();
        for (String locale : locales) {
            String was = before.getOrDefault(locale, "");
            String is = after.getOrDefault(locale, "");
            if (!was.equals(is)) {
                rows.add(new Row(desk.say("differs.script", CatalogWords.language(locale)), WordDiff.between(was, is)));
            }
        }
        return rows;
    }

    private String lines(String order) {
        return String.join("\n", DraftJson.order(order));
    }

    private List<Row> rows(List<Difference> differences) {
        CatalogWords words = new CatalogWords(desk.getWords());
        return differences.stream().map(one -> new Row(desk.say("differs." + one.field(), named(words, one)), one.pieces().stream()
                .map(piece -> new WordDiff.Piece(piece.kind(), words.plain(piece.text()))).toList())).toList();
    }

    private String named(CatalogWords words, Difference one) {
        return Arrays.stream(one.of().split(" ")).map(part -> Locales.SPOKEN.contains(part) ? CatalogWords.language(part)
                : part.equals("*") ? desk.say("purpose.elsewhere") : words.plain(part)).collect(Collectors.joining(" · "));
    }
}
