package org.preferencecenter.office.boundary;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Locales;

/** What there is to choose from for the import of a file of a brand. */
@RequestScoped
public class ImportChoices {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    private int brand;

    ImportChoices of(int of) {
        brand = of;
        return this;
    }

    /** One thing to choose. */
    public record Option(String value, String text) {
    }

    /** Things to choose that belong together. */
    public record Group(String text, List<Option> options) {
    }

    /**
     * A purpose, or a topic of one.
     *
     * @param boxes   one for each channel
     * @param notices words it was asked with; none for a topic: those of its purpose count
     */
    public record Ask(String title, boolean topic, List<Option> boxes, String noticeField, List<Option> notices) {
    }

    private List<Purpose> purposes() {
        return catalog.now().purposes().stream().filter(p -> p.brand().id() == brand && p.published() && !p.retired()).toList();
    }

    /** What a column may hold. */
    public List<Group> getTargets() {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(desk.say("target.person"), kinds(Target.Kind.EMAIL, Target.Kind.MOBILE, Target.Kind.PHONE, Target.Kind.POST,
                Target.Kind.NAME, Target.Kind.EXTERNAL_ID, Target.Kind.LOCALE, Target.Kind.COUNTRY, Target.Kind.AUDIENCE,
                Target.Kind.FUNCTION, Target.Kind.CUSTOMER_SINCE, Target.Kind.LAST_PURCHASE, Target.Kind.LAST_ACTION)));
        groups.add(new Group(desk.say("target.line"), kinds(Target.Kind.STATUS, Target.Kind.STOPPED, Target.Kind.GIVEN_AT,
                Target.Kind.SOURCE)));
        List<Option> answers = new ArrayList<>();
        for (Purpose purpose : purposes()) {
            answers(answers, Scope.purpose(purpose.id()), purpose.text(desk.getLanguage()).title(), purpose);
            for (Topic topic : purpose.topics().stream().filter(topic -> !topic.retired()).toList()) {
                answers(answers, Scope.topic(topic.id()), topic.text(desk.getLanguage()).title(), purpose);
            }
        }
        groups.add(new Group(desk.say("target.answers"), answers));
        return groups;
    }

    private List<Option> kinds(Target.Kind... kinds) {
        return Arrays.stream(kinds).map(kind -> new Option(kind.word(), desk.say("target." + kind.word()))).toList();
    }

    private void answers(List<Option> into, Scope scope, String title, Purpose purpose) {
        for (Channel channel : purpose.channels().stream().sorted().toList()) {
            into.add(new Option(Target.answer(scope, channel).toString(), desk.say("target.answer", title, desk.say("exchange.channel." + channel))));
        }
    }

    /** What a yes of the whole line may be a yes to, with the words it may have been given to. */
    public List<Ask> getAsks() {
        List<Ask> asks = new ArrayList<>();
        for (Purpose purpose : purposes()) {
            asks.add(new Ask(purpose.text(desk.getLanguage()).title(), false, boxes(Scope.purpose(purpose.id()), purpose),
                    "notice" + purpose.id(), notices(purpose)));
            purpose.topics().stream().filter(topic -> !topic.retired()).forEach(topic -> asks.add(new Ask(
                    topic.text(desk.getLanguage()).title(), true, boxes(Scope.topic(topic.id()), purpose), "", List.of())));
        }
        return asks;
    }

    private List<Option> boxes(Scope scope, Purpose purpose) {
        return purpose.channels().stream().sorted().map(channel -> new Option(scope + "/" + channel, desk.say("exchange.channel." + channel)))
                .toList();
    }

    private List<Option> notices(Purpose purpose) {
        return catalog.now().notices().stream().filter(notice -> notice.purpose().id() == purpose.id())
                .sorted(Comparator.comparingInt(Notice::version).reversed().thenComparing(Notice::locale))
                .map(notice -> new Option(Integer.toString(notice.id()), desk.say("import.notice", notice.version(),
                        Locales.language(notice.locale()), desk.day(notice.publishedAt())))).toList();
    }

    /** Where answers are given: a yes counts only where somebody had to act for it (S-08). */
    public List<Option> getPoints() {
        return catalog.now().collectionPoints().stream().filter(point -> point.brand().id() == brand)
                .map(point -> new Option(Integer.toString(point.id()), point.captureMode() == CaptureMode.ACTIVE_OPT_IN ? point.code()
                        : desk.say("import.point.passive", point.code()))).toList();
    }

    public List<Option> getCountries() {
        Locale language = Locales.of(desk.getLanguage());
        return Arrays.stream(Locale.getISOCountries()).map(code -> new Option(code,
                new Locale.Builder().setRegion(code).build().getDisplayCountry(language)))
                .sorted(Comparator.comparing(Option::text, Collator.getInstance(language))).toList();
    }

    /** Whose a scope is; 0: nobody's. */
    int purpose(Scope scope) {
        Catalogue now = catalog.now();
        return scope.kind() == Scope.Kind.PURPOSE ? now.purpose(scope.id()).map(Purpose::id).orElse(0)
                : now.topic(scope.id()).map(topic -> topic.purpose().id()).orElse(0);
    }
}
