package org.preferencecenter.catalog.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.MessageNature;

/** Whether a purpose may be asked about at a collection point, in the way people are asked there. */
public final class Asking {

    private Asking() {
    }

    /** Both of one brand, neither retired, and the way fits, its form's too if it has one. */
    public static List<Flaw> review(CollectionPoint point, Purpose purpose) {
        List<Flaw> flaws = new ArrayList<>(fitting(point, purpose));
        point.form().ifPresent(form -> flaws.addAll(FormReview.question(point, form, purpose)));
        return flaws;
    }

    /** As above, whatever form it has now. */
    public static List<Flaw> fitting(CollectionPoint point, Purpose purpose) {
        List<Flaw> flaws = new ArrayList<>();
        if (purpose.brand().id() != point.brand().id()) {
            flaws.add(Flaw.Rule.UNKNOWN.in(point.code(), purpose.code()));
        }
        if (point.retired()) {
            flaws.add(Flaw.Rule.RETIRED.in(point.code(), point.code()));
        }
        if (purpose.retired()) {
            flaws.add(Flaw.Rule.RETIRED.in(point.code(), purpose.code()));
        }
        flaws.addAll(fit(point, purpose));
        return flaws;
    }

    /** Whether the capture mode fits everything the purpose stands on: nobody knows yet who will come (S-08, S-15, S-33). */
    static List<Flaw> fit(CollectionPoint point, Purpose purpose) {
        // What is sent as a service is told, not asked (S-39).
        if (purpose.nature() == MessageNature.SERVICE) {
            return List.of();
        }
        Set<Flaw> flaws = new LinkedHashSet<>();
        purpose.bases().stream().sorted(Comparator.comparing(Basis::audience).thenComparing(Basis::jurisdiction))
                .forEach(basis -> {
                    Set<CaptureMode> fitting = new TreeSet<>(CaptureMode.fitting(basis.basis(), basis.audience()));
                    if (!fitting.contains(point.captureMode())) {
                        flaws.add(Flaw.Rule.CAPTURE.in(point.code(), point.captureMode(), purpose.code(), basis.audience(),
                                basis.basis(), fitting.stream().map(Enum::name).collect(Collectors.joining(", "))));
                    }
                });
        return List.copyOf(flaws);
    }
}
