package org.preferencecenter.access.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.PasswordRule;

/** The rule for passwords with the list it needs. */
@Singleton
public class CommonPasswords {

    private static final String LIST = "/access/common-passwords.txt";

    private final PasswordRule rule = read();

    /** See {@link PasswordRule#flaw}. */
    public Optional<PasswordRule.Flaw> flaw(String password, String login, String name) {
        return rule.flaw(password, login, name);
    }

    private static PasswordRule read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                CommonPasswords.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
            return new PasswordRule(in.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
