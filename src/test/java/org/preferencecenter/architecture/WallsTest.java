package org.preferencecenter.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls hold in the house, and each falls over a deliberately broken example in {@code broken}. */
class WallsTest {

    private static final String HOUSE = "org.preferencecenter";
    private static final JavaClasses CLASSES = in("target/classes", HOUSE);

    static Stream<Arguments> walls() {
        return Stream.of(
                wall("rooms import only what they may", Walls::roomsImportOnlyWhatTheyMay, "consent may not import mail"),
                wall("nobody imports another's boundary", Walls::nobodyImportsAnothersBoundary, "mail.boundary.Door"),
                wall("boundary to control to entity", Walls::insideARoomBoundaryUsesControlUsesEntity, "UsesControl"),
                wall("entities are pure", Walls::entitiesArePure, "Impure"),
                wall("time is an argument", Walls::entitiesTakeTimeAsAnArgument, "AsksTheTime"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void the_wall_holds_and_is_not_made_of_paper(String name, Function<Walls, ArchRule> wall, String culprit) {
        wall.apply(new Walls(HOUSE)).check(CLASSES);

        String broken = HOUSE + ".architecture.broken";
        JavaClasses examples = in("target/test-classes", broken);
        ArchRule rule = wall.apply(new Walls(broken));
        String found = assertThrows(AssertionError.class, () -> rule.check(examples)).getMessage();
        assertTrue(found.contains(culprit), found);
    }

    @Test
    void every_room_is_listed_and_says_what_it_promises() throws Exception {
        Path house = Path.of("src/main/java/org/preferencecenter");
        try (Stream<Path> folders = Files.list(house)) {
            List<Path> rooms = folders.filter(Files::isDirectory).toList();
            Set<String> names = new TreeSet<>();
            for (Path room : rooms) {
                names.add(room.getFileName().toString());
                Path promises = room.resolve("package-info.java");
                assertTrue(Files.exists(promises) && Files.readString(promises).contains("Promises"),
                        room + " has a package-info.java that states its promises");
            }
            assertEquals(new TreeSet<>(Walls.MAY_IMPORT.keySet()), names);
        }
    }

    /** By the folder: looked for by package, every library would be read through, and many times. */
    private static JavaClasses in(String folder, String name) {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of(folder, name.split("\\.")));
        assertFalse(classes.isEmpty(), "nothing was compiled into " + folder);
        return classes;
    }

    private static Arguments wall(String name, Function<Walls, ArchRule> wall, String culprit) {
        return Arguments.of(name, wall, culprit);
    }
}
