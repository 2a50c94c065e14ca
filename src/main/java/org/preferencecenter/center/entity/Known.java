package org.preferencecenter.center.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.consent.entity.Sent;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

/**
 * Everything known at the moment a preference page is drawn.
 *
 * @param recipient  nothing while the database is away and only the typed form can be shown again
 * @param changes    the recipient's latest changes, newest first; those about other brands alone are left out, so that no
 *                   page can tell of them (W-13)
 * @param provenance how each answer in force came about
 * @param sent       what was sent to them lately, by stream id
 * @param explained  the stops whose reason they told
 */
public record Known(Catalogue catalogue, Brand brand, Optional<Recipient> recipient, Choices choices,
        List<PastChange> changes, Instant now, Map<Cell, Provenance> provenance, Map<Integer, Sent> sent, Set<UUID> explained) {

    /** Without what only the whole page tells. */
    public Known(Catalogue catalogue, Brand brand, Optional<Recipient> recipient, Choices choices, List<PastChange> changes,
            Instant now) {
        this(catalogue, brand, recipient, choices, changes, now, Map.of(), Map.of(), Set.of());
    }

    public static Known of(Catalogue catalogue, Brand brand, Overview overview, Instant now) {
        return new Known(catalogue, brand, Optional.of(overview.recipient()), overview.choices(), overview.changes(), now,
                overview.provenance(), overview.sent(), overview.explained());
    }

    public Known {
        changes = changes.stream().filter(change -> change.changed().isEmpty() || change.changed().stream()
                .anyMatch(choice -> concerns(catalogue, brand, choice.cell().scope()))).toList();
    }

    /** Whether a scope reaches anything of a brand. */
    static boolean concerns(Catalogue catalogue, Brand brand, Scope scope) {
        return brandOf(catalogue, scope, Optional.of(brand)).filter(b -> b.id() == brand.id()).isPresent();
    }

    /** The basis of a purpose for this person: unknown audience is CONSUMER, unknown country the general rule. */
    Optional<LegalBasis> basis(Purpose purpose) {
        Audience audience = recipient.map(Recipient::audience).orElse(Audience.CONSUMER);
        return purpose.basis(audience, recipient.map(Recipient::jurisdiction).orElse(null));
    }

    /**
     * Whether a box is shown ticked: the person said yes, or never chose where the law lets us write until they object
     * (STANDARDS B). Never ticked for a consent purpose without a yes (CJEU C-673/17 Planet49).
     */
    boolean on(Purpose purpose, Standing standing) {
        if (standing.state() == State.NONE) {
            return basis(purpose).filter(b -> b == LegalBasis.SOFT_OPT_IN || b == LegalBasis.LEGITIMATE_INTEREST).isPresent();
        }
        return standing.state() == State.GRANTED;
    }

    /** Whether anything could be sent there: a box nobody can be reached by is not offered. */
    boolean reachable(Channel channel) {
        return recipient.isEmpty() || recipient.get().address(channel).isPresent();
    }

    /** The person's own time zone, for dates as they lived them. */
    public ZoneId zone() {
        try {
            return recipient.map(Recipient::timeZone).map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /**
     * Title of a scope in a language; nothing for a scope that names no thing of this brand's public catalogue: what is private,
     * a draft or another brand's is never named to anybody, not even to whoever receives it.
     */
    Optional<String> title(Scope scope, String language) {
        return switch (scope.kind()) {
            case TOPIC -> catalogue.topic(scope.id()).filter(t -> open(t.purpose())).map(t -> t.in(language).title());
            case PURPOSE -> catalogue.purpose(scope.id()).filter(this::open).map(p -> p.in(language).title());
            case BRAND -> catalogue.brand(scope.id()).filter(b -> b.id() == brand.id()).map(Brand::name);
            default -> Optional.empty();
        };
    }

    /** Whether the page of this brand may tell of it, retired or not. */
    boolean open(Purpose purpose) {
        return ours(purpose) && purpose.offered() && purpose.published();
    }

    boolean ours(Purpose purpose) {
        return purpose.brand().id() == brand.id();
    }

    /** Whether a choice reaches anything of this brand. */
    boolean concerns(Scope scope) {
        return concerns(catalogue, brand, scope);
    }

    /** Whether there are brands besides this one to which a stop of everything would reach. */
    boolean otherBrands() {
        return catalogue.brands().stream().anyMatch(other -> other.id() != brand.id() && !other.retired());
    }

    /** The yes that was given anew since the message was sent whose link somebody holds; nothing: the link is of today. */
    public Optional<Choice> renewed(Holder holder) {
        boolean wide = holder.scope().kind() == Scope.Kind.BRAND || holder.scope().kind() == Scope.Kind.EVERYTHING;
        return holder.scope().kind() == Scope.Kind.CONFIRMATION ? Optional.empty()
                : choices.at(new Cell(holder.scope(), wide ? Channel.ANY : Channel.EMAIL))
                        .filter(choice -> choice.epoch() > holder.epoch() && choice.state() == State.GRANTED);
    }

    /** The brand a link is about: that of its topic or purpose, else the fallback. */
    public static Optional<Brand> brandOf(Catalogue catalogue, Scope scope, Optional<Brand> fallback) {
        Optional<Brand> brand = switch (scope.kind()) {
            case TOPIC -> catalogue.topic(scope.id()).map(t -> t.purpose().brand());
            case PURPOSE -> catalogue.purpose(scope.id()).map(Purpose::brand);
            case BRAND -> catalogue.brand(scope.id());
            default -> Optional.empty();
        };
        return brand.or(() -> fallback);
    }

    /** The brand that something was asked of. */
    public static Optional<Brand> brandOf(Catalogue catalogue, Request request) {
        return request.wanted().stream().map(wanted -> wanted.choice().cell().scope())
                .flatMap(scope -> brandOf(catalogue, scope, Optional.empty()).stream()).findFirst();
    }

    /**
     * The brand that a link without one of its own shows under a host: the one that owns it, else the first living one that
     * has no host of its own, else the first living one. A link works under every host, so this finds one if there is any.
     */
    public static Optional<Brand> brandAt(Catalogue catalogue, String host) {
        return owner(catalogue, host).or(() -> common(catalogue))
                .or(() -> catalogue.brands().stream().filter(b -> !b.retired()).findFirst());
    }

    /**
     * The brand that a page without a link is about: the one that owns the host; under the common host the first living one
     * that has none of its own. Any other name leads to no brand: a page that names nobody leaks nobody (W-13).
     *
     * @param common the host of PC_BASE_URL
     */
    public static Optional<Brand> brandAt(Catalogue catalogue, String host, String common) {
        return owner(catalogue, host).or(() -> common.equalsIgnoreCase(host) ? common(catalogue) : Optional.empty());
    }

    private static Optional<Brand> owner(Catalogue catalogue, String host) {
        return catalogue.brands().stream().filter(b -> b.host().filter(h -> h.equalsIgnoreCase(host)).isPresent()).findFirst();
    }

    private static Optional<Brand> common(Catalogue catalogue) {
        return catalogue.brands().stream().filter(b -> !b.retired() && b.host().isEmpty()).findFirst();
    }
}
