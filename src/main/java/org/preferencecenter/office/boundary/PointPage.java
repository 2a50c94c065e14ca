package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.FormEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.CollectionPoint.Kind;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.office.entity.FieldOf;
import org.preferencecenter.office.entity.PointForm;
import org.preferencecenter.platform.entity.Locales;

/** One collection point: what is asked there and how; the form it meets the public as, or the script that is read out. */
@Named
@RequestScoped
public class PointPage extends SetupPage {

    private static final List<String> FORM = List.of("presentation", "mandatory", "refusalBox", "audience", "country", "asks-SMS",
            "asks-PHONE", "asks-POST", "sites");
    private static final List<String> TEXTS = List.of("title", "intro", "thanks");

    @Inject
    private FormEditor editor;
    @Inject
    private ScriptPart script;

    /** What can be asked about. @param note a key: a draft is asked about once it is published */
    public record About(String id, String title, String note) {
    }

    /** The words of one language. */
    public record Language(String tag, String name, String direction, boolean open) {
    }

    /** Before anything is shown. */
    public void open() {
        if (!isFresh()) {
            desk().require(Right.EDIT_BRANDS, found(point()).brand().id());
        } else if (!typed("for").isEmpty()) {
            desk().require(Right.EDIT_BRANDS, found(brand()).id());
        } else {
            desk().require(Right.EDIT_BRANDS);
        }
    }

    Optional<CollectionPoint> point() {
        return now().collectionPoint(getOf());
    }

    private Optional<Brand> brand() {
        return isFresh() ? now().brand(typed("for")) : point().map(CollectionPoint::brand);
    }

    public List<Brand> getChoice() {
        return mine().stream().filter(brand -> !brand.retired()).toList();
    }

    /** Where something new still lacks its brand and kind. */
    public boolean isUnsaid() {
        return isFresh() && (brand().isEmpty() || kind().isEmpty());
    }

    private Optional<Kind> kind() {
        return isFresh() ? Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(typed("kind"))).findFirst()
                : point().map(CollectionPoint::kind);
    }

    public String getKind() {
        return kind().map(Enum::name).orElse("");
    }

    public List<String> getKinds() {
        return Arrays.stream(Kind.values()).filter(kind -> kind != Kind.PAGE).map(Enum::name).toList();
    }

    /** A form asks, or offers a refusal; elsewhere whatever happens there is said. */
    public List<String> getModes() {
        return Arrays.stream(CaptureMode.values()).filter(mode -> !getKind().equals("FORM") || mode == CaptureMode.ACTIVE_OPT_IN
                || mode == CaptureMode.ACTIVE_OPT_OUT).map(Enum::name).toList();
    }

    public String getMode() {
        return point().map(point -> point.captureMode().name()).orElse("");
    }

    public String getTitle() {
        return isFresh() ? desk().say("point.new") : getOf();
    }

    public String getBrandName() {
        return brand().map(Brand::name).orElse("");
    }

    public boolean isRetired() {
        return point().filter(CollectionPoint::retired).isPresent();
    }

    public int getVersion() {
        return point().map(CollectionPoint::version).orElse(0);
    }

    public List<About> getAbouts() {
        return brand().map(brand -> now().purposesOf(brand).stream().filter(purpose -> !purpose.retired()).map(purpose ->
                new About(Integer.toString(purpose.id()), purpose.text(desk().getLanguage()).title(),
                        purpose.published() ? "" : "point.draft")).toList()).orElse(List.of());
    }

    public List<Language> getLanguages() {
        return Locales.SPOKEN.stream().map(tag -> new Language(tag, language(tag), Locales.direction(tag),
                brand().filter(brand -> brand.defaultLocale().equals(tag)).isPresent()
                        || TEXTS.stream().anyMatch(text -> !value(text + "-" + tag).isEmpty())
                        || !value("script-" + tag).isEmpty())).toList();
    }

    @Override
    List<String> fields() {
        List<String> all = new ArrayList<>(List.of("purposes", "place"));
        if (getKind().equals("FORM")) {
            all.addAll(FORM);
            Locales.SPOKEN.forEach(tag -> TEXTS.forEach(text -> all.add(text + "-" + tag)));
        }
        return all;
    }

    @Override
    String form(String field) {
        return field.startsWith("script-") ? "script" : "edit";
    }

    @Override
    String label(String field) {
        return "point." + (field.startsWith("asks") ? "asks" : field.replaceFirst("-.*", ""));
    }

    @Override
    String stored(String field) {
        if (point().isEmpty()) {
            return switch (field) {
                case "mode" -> "ACTIVE_OPT_IN";
                case "presentation" -> "CHECKBOX";
                case "audience" -> "CONSUMER";
                default -> "";
            };
        }
        CollectionPoint point = point().get();
        return switch (field) {
            case "purposes" -> sorted(point.purposes().stream().map(purpose -> Integer.toString(purpose.id())).toList());
            case "place" -> point.place().orElse("");
            default -> field.startsWith("script-") && isDesk() ? script.words(point).getOrDefault(field.substring("script-".length()), "")
                    : point.form().map(form -> PointForm.field(form, field)).orElse("");
        };
    }

    public String getMeanwhile() {
        return meanwhile(subject());
    }

    private String subject() {
        return "collection-point:" + point().map(CollectionPoint::id).orElse(0);
    }

    /** Stores what was typed, or says what is wrong with it. */
    public void save() {
        open();
        boolean fresh = isFresh();
        String changed = changed();
        String code = fresh ? typed("code") : getOf();
        if (save(fresh ? this::add : this::change, FieldOf::point)) {
            CollectionPoint point = now().collectionPoint(code).orElseThrow();
            desk().audit(fresh ? "collection-point.added" : "collection-point.changed", "collection-point:" + point.id(),
                    point.brand().id(), Map.of("fields", changed));
            desk().redirect("point?of=" + code, fresh ? "point-added" : "saved");
        }
    }

    private FormEditor.Wanted wanted() {
        String[] all = request().getParameterValues("purposes");
        Set<Integer> purposes = all == null ? Set.of() : Arrays.stream(all).filter(id -> id.matches("\\d{1,9}")).map(Integer::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new FormEditor.Wanted(purposes, getKind().equals("FORM") ? PointForm.read(this::typed) : null, typed("place"));
    }

    private List<Flaw> add() {
        CaptureMode mode = getModes().contains(typed("mode")) ? CaptureMode.valueOf(typed("mode")) : CaptureMode.ACTIVE_OPT_IN;
        return editor.add(found(brand()).id(), typed("code"), found(kind()), mode, wanted());
    }

    private List<Flaw> change() {
        String version = typed("version");
        return editor.change(point().orElseThrow().id(), version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1, wanted());
    }

    /** Ends it: the form is gone, what came in by it stays. */
    public void retire() {
        open();
        CollectionPoint point = found(point());
        if (save(() -> editor.retire(point.id()), flaw -> "")) {
            desk().audit("collection-point.retired", subject(), point.brand().id(), Map.of());
            desk().redirect("points", "retired");
        }
    }

    /** The change of the script that somebody works on, or that waits to be published. */
    public Optional<Change> getWaiting() {
        return isDesk() ? script.waiting(point().orElseThrow()) : Optional.empty();
    }

    /** How it stands, with whom. */
    public String getStanding() {
        return getWaiting().map(script::standing).orElse("");
    }

    /** What of it was seen: whoever saved meanwhile is not overwritten. */
    public String getSeen() {
        return getWaiting().map(change -> change.id() + ":" + change.version()).orElse("");
    }

    public boolean isDesk() {
        return !isFresh() && getKind().equals("DESK");
    }

    public List<ScriptPart.Version> getVersions() {
        return script.versions(point().orElseThrow());
    }

    /** Hands the script in: agents read it once somebody else has published it (W-15). */
    public void propose() {
        open();
        CollectionPoint point = found(point());
        SortedMap<String, String> wordings = new TreeMap<>();
        Locales.SPOKEN.stream().filter(tag -> !typed("script-" + tag).isEmpty()).forEach(tag -> wordings.put(tag, typed("script-" + tag)));
        String whole = "script-" + point.brand().defaultLocale();
        if (wordings.isEmpty()) {
            wrong(whole, desk().say("point.script.needed"));
            return;
        }
        List<Flaw> flaws = DeskScript.review(point, wordings);
        flaws.forEach(flaw -> wrong(FieldOf.script(flaw), sentence(flaw)));
        if (flaws.isEmpty()) {
            script.hand(point, getSeen().equals(typed("seen")), wordings).ifPresent(refused -> wrong(whole, refused));
        }
    }
}
