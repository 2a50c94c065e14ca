package org.preferencecenter.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The walls of the house as rules. A room that is not listed may import no room. */
final class Walls {

    /** Which rooms a room may import, besides the platform: a whitelist (DESIGN, rooms; ADR 0002, 0005 and 0011). */
    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("law", Set.of()),
            Map.entry("link", Set.of()),
            Map.entry("ledger", Set.of()),
            Map.entry("catalog", Set.of("law", "link")),
            Map.entry("consent", Set.of("catalog", "law", "ledger", "link")),
            Map.entry("access", Set.of("catalog")),
            Map.entry("decision", Set.of("access", "consent", "catalog", "law", "link")),
            Map.entry("mail", Set.of("access", "decision", "law", "link", "catalog", "consent")),
            Map.entry("proof", Set.of("access", "law", "link", "ledger", "catalog", "consent")),
            Map.entry("rights", Set.of("law", "link", "ledger", "catalog", "consent", "mail", "sms")),
            Map.entry("center", Set.of("law", "link", "consent", "catalog", "decision", "proof", "rights")),
            Map.entry("retention", Set.of("law", "link", "ledger", "catalog", "consent", "decision", "rights")),
            Map.entry("sms", Set.of("access", "law", "link", "catalog", "consent")),
            Map.entry("demo", Set.of("access", "mail", "sms", "law", "link", "catalog", "consent", "decision",
                    "rights", "retention")),
            Map.entry("exchange", Set.of("access", "law", "link", "ledger", "catalog", "consent", "decision")),
            Map.entry("office", Set.of("access", "law", "link", "ledger", "catalog", "consent", "decision", "mail", "sms",
                    "center", "exchange", "proof", "rights", "retention")),
            Map.entry("run", Set.of()),
            Map.entry("platform", Set.of()));

    /** What makes a class impure: the world outside, time, chance, logs, containers. */
    private static final List<String> WORLD = List.of("java.io.File", "java.nio.file", "java.net.http", "java.net.Socket",
            "java.sql", "javax.sql", "java.lang.System$Logger", "java.util.logging", "java.util.Random",
            "java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom", "java.time.Clock",
            "jakarta.enterprise", "jakarta.inject", "jakarta.servlet", "jakarta.ws.rs", "jakarta.faces",
            "jakarta.transaction", "jakarta.mail.Transport", "org.flywaydb");

    private final String base;

    /** @param base the package under which the rooms lie */
    Walls(String base) {
        this.base = base;
    }

    ArchRule roomsImportOnlyWhatTheyMay() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("import only the rooms they may") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = room(type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = room(dependency.getTargetClass());
                    if (room != null && other != null && !room.equals(other) && !other.equals("platform")
                            && !MAY_IMPORT.getOrDefault(room, Set.of()).contains(other)) {
                        events.add(SimpleConditionEvent.violated(type, room + " may not import " + other + ": "
                                + dependency.getDescription()));
                    }
                }
            }
        }).allowEmptyShould(false);
    }

    ArchRule nobodyImportsAnothersBoundary() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("import no boundary of another room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    // The platform's boundary is what other boundaries are made with (request ids, problem+json).
                    boolean toPlatform = "platform".equals(room(target)) && "boundary".equals(layer(type));
                    if ("boundary".equals(layer(target)) && !toPlatform && !room(target).equals(room(type))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        }).allowEmptyShould(false);
    }

    ArchRule insideARoomBoundaryUsesControlUsesEntity() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("point from boundary to control to entity") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int from = LAYERS.indexOf(layer(type));
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    int to = LAYERS.indexOf(layer(dependency.getTargetClass()));
                    if (from >= 0 && to >= 0 && from > to) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        }).allowEmptyShould(false);
    }

    ArchRule entitiesArePure() {
        DescribedPredicate<JavaClass> outside = DescribedPredicate.describe("the world outside", type ->
                WORLD.stream().anyMatch(name -> type.getName().startsWith(name)));
        return ArchRuleDefinition.noClasses().that().resideInAPackage(base + "..entity..")
                .should().dependOnClassesThat(outside).allowEmptyShould(false);
    }

    ArchRule entitiesTakeTimeAsAnArgument() {
        return ArchRuleDefinition.noClasses().that().resideInAPackage(base + "..entity..")
                .should().callMethodWhere(DescribedPredicate.describe("asks what time it is", call ->
                        call.getTarget().getName().equals("now")
                                && call.getTargetOwner().getName().startsWith("java.time")
                                || call.getTarget().getName().matches("currentTimeMillis|nanoTime")))
                .allowEmptyShould(false);
    }

    private static final List<String> LAYERS = Arrays.asList("boundary", "control", "entity");

    private String room(JavaClass type) {
        return step(type, 0);
    }

    private String layer(JavaClass type) {
        return step(type, 1);
    }

    private String step(JavaClass type, int index) {
        JavaClass component = type.isArray() ? type.getBaseComponentType() : type;
        String name = component.getPackageName();
        if (!name.startsWith(base + ".")) {
            return null;
        }
        String[] steps = name.substring(base.length() + 1).split("\\.");
        return steps.length > index ? steps[index] : null;
    }
}
