package org.preferencecenter.sms.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.sms.control.SmsNumbers;

/** The command that says whose number it is, on a real PostgreSQL, and what the server then answers. */
class NumbersCommandIT {

    private final Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL",
            TestDatabase.postgres().getJdbcUrl("postgres", "postgres"), "PC_DATABASE_USER", "postgres",
            "PC_DATABASE_PASSWORD", "postgres"));
    private final SmsNumbers numbers = new SmsNumbers(TestDatabase.dataSource());

    private String command(int status, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(status, NumbersCommand.run(args, env, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)), err::toString);
        String said = (status == 0 ? out : err).toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
        return said;
    }

    private static String random(String begin, int digits) {
        return begin + String.format("%0" + digits + "d", ThreadLocalRandom.current().nextLong((long) Math.pow(10, digits)));
    }

    private String brand(OptionalInt id) throws Exception {
        return id.isEmpty() ? "-" : KeyBrand.text(TestDatabase.dataSource(), "select code from brand where id = ?::integer",
                Integer.toString(id.getAsInt()));
    }

    @Test
    void a_number_is_of_its_brand_however_a_gateway_writes_it_until_it_is_another_brands() throws Exception {
        String one = KeyBrand.make(TestDatabase.dataSource());
        String two = KeyBrand.make(TestDatabase.dataSource());
        String number = random("+3363", 7);
        command(0, "add", number, one);
        for (String written : List.of(number, number.substring(1), "00" + number.substring(1), number.replaceFirst("63", " 63-"))) {
            assertEquals(one, brand(numbers.brand(written, "FR")), written);
        }
        assertTrue(command(0, "list").contains(number + "  brand " + one));
        command(0, "add", number, two);
        assertEquals(two, brand(numbers.brand(number, null)));
        command(0, "remove", number);
        assertEquals("-", brand(numbers.brand(number, null)));
        assertTrue(command(1, "remove", number).contains("no such number"));
    }

    @Test
    void a_short_code_is_of_one_brand_in_each_country() throws Exception {
        String here = KeyBrand.make(TestDatabase.dataSource());
        String there = KeyBrand.make(TestDatabase.dataSource());
        String code = random("3", 6);
        command(0, "add", code, here, "FR");
        command(0, "add", code, there, "be");
        assertEquals(List.of(here, there, "-", "-"), List.of(brand(numbers.brand(code, "FR")), brand(numbers.brand(code, "BE")),
                brand(numbers.brand(code, "US")), brand(numbers.brand(code, null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "list now", "add", "add +33639989999", "remove", "remove 1 2 3", "add 0639989999 x",
        "add 36111 x", "add +33639989999 nobody", "add 3a1 x FR", "add 36111 x France"})
    void what_it_cannot_do_is_said_with_what_would_do(String line) {
        String said = command(1, line.isEmpty() ? new String[0] : line.split(" "));
        assertTrue(said.contains("add NUMBER") || said.contains("with + and") || said.contains("no brand")
                || said.contains("short code"), said);
    }

    @Test
    void a_database_that_does_not_answer_is_said() {
        env.put("PC_DATABASE_URL", "jdbc:postgresql://localhost:1/none");
        assertTrue(command(1, "list").contains("does not answer"));
    }

    /** As beside the server: only what the pom puts into the commands' archive, and the driver. */
    @Test
    void runs_with_nothing_but_what_is_shipped_beside_the_server(@TempDir Path shipped) throws Exception {
        Path classes = Path.of(NumbersCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path driver = Path.of(org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String pom = Files.readString(Path.of("pom.xml"));
        try (var all = Files.walk(classes.resolve("org/preferencecenter"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                boolean in = name.startsWith("org/preferencecenter/platform/") || pom.lines().map(String::strip)
                        .filter(line -> line.startsWith("<include>org/preferencecenter/") && line.endsWith("*</include>")
                                && !line.endsWith("**</include>"))
                        .anyMatch(line -> name.startsWith(line.replace("<include>", "").replace("*</include>", "")));
                if (in) {
                    Files.createDirectories(shipped.resolve(name).getParent());
                    Files.copy(file, shipped.resolve(name));
                }
            }
        }
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                shipped + File.pathSeparator + driver, NumbersCommand.class.getName(), "list");
        builder.environment().putAll(env);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
