package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.ChoiceTable;
import org.preferencecenter.office.entity.PersonWords;
import org.preferencecenter.office.entity.Spoken;

/** Where a yes may be taken by word of mouth, and what is read out there. */
@Named
@RequestScoped
public class SpokenDesk {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Suppressions suppressions;
    @Inject
    private DeskScripts scripts;
    @Inject
    private PersonPage person;

    /** Desks of this officer's brands. */
    public List<CollectionPoint> getPoints() {
        return catalog.now().collectionPoints().stream().filter(this::serves).toList();
    }

    /** Only where people are asked and say yes themselves is a yes taken (S-33). */
    private boolean serves(CollectionPoint point) {
        return point.kind() == CollectionPoint.Kind.DESK && !point.retired() && point.captureMode() == CaptureMode.ACTIVE_OPT_IN
                && desk.brandIds().contains(point.brand().id()) && desk.officer().may(Right.ACT_FOR_PERSON, point.brand().id());
    }

    /** The place that was chosen, or the only one. */
    public Spoken getForm() {
        String code = request.getParameter("point");
        return of(person.getOverview(), code != null ? code : getPoints().size() == 1 ? getPoints().get(0).code() : "").orElse(null);
    }

    /** What is read out at a place to a person; nothing if there is no such place for this officer. */
    Optional<Spoken> of(Overview overview, String code) {
        return getPoints().stream().filter(p -> p.code().equals(code)).findFirst().map(point -> form(overview, point));
    }

    private Spoken form(Overview overview, CollectionPoint point) {
        String locale = overview.recipient().locale() == null ? point.brand().defaultLocale() : overview.recipient().locale();
        Optional<String> mailbox = overview.recipient().address(Channel.EMAIL);
        boolean possible = mailbox.isPresent()
                && suppressions.reasons(Channel.EMAIL, mailbox.get(), point.brand().id()).isEmpty();
        List<Spoken.Question> questions = new ArrayList<>();
        for (Purpose purpose : catalog.now().purposesOf(point.brand())) {
            boolean asked = point.purposes().stream().anyMatch(p -> p.id() == purpose.id());
            if (asked && purpose.published() && !purpose.retired() && purpose.nature() == MessageNature.PROSPECTING
                    && purpose.basis(overview.recipient().audience(), overview.recipient().jurisdiction()).isPresent()) {
                catalog.now().notice(purpose, locale).ifPresent(notice -> questions(overview, purpose, notice, questions));
            }
        }
        Optional<DeskScript> script = scripts.latest(point.id(), locale)
                .or(() -> scripts.latest(point.id(), point.brand().defaultLocale()));
        return new Spoken(point.id(), point.code(), point.brand().id(), script.map(DeskScript::id).orElse(0),
                script.map(DeskScript::wording).orElse(""), script.map(one -> String.valueOf(one.version())).orElse(""),
                script.map(DeskScript::locale).orElse(locale), locale, point.place().orElse(""), possible, questions);
    }

    private void questions(Overview overview, Purpose purpose, Notice notice, List<Spoken.Question> into) {
        PersonWords words = new PersonWords(desk.getWords(), catalog.now(), java.util.Map.of(), desk.zone());
        List<Scope> scopes = purpose.topics().isEmpty() ? List.of(Scope.purpose(purpose.id()))
                : purpose.topics().stream().filter(t -> !t.retired()).map(t -> Scope.topic(t.id())).toList();
        boolean first = true;
        for (Scope scope : scopes) {
            for (Channel channel : purpose.channels()) {
                if (overview.recipient().address(channel).isPresent()) {
                    Cell cell = new Cell(scope, channel);
                    into.add(new Spoken.Question(ChoiceTable.text(cell), words.scope(scope) + " · " + words.channel(channel),
                            notice.id(), notice.version(), first ? notice.wording() : ""));
                    first = false;
                }
            }
        }
    }
}
