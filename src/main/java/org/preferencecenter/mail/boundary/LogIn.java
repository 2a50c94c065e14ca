package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import org.preferencecenter.access.entity.SenderLogin;
import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.mail.entity.Answer;

/** The exchange of AUTH PLAIN (RFC 4616) or AUTH LOGIN, as RFC 4954 §4 has it. */
final class LogIn {

    private static final Logger LOG = System.getLogger(LogIn.class.getName());
    /** RFC 4954 §4.5: 12288 octets for a line of the exchange. */
    private static final int LONGEST = 12_288;

    /** @param login nothing: not let in */
    record Result(Answer answer, Optional<SenderLogin> login) {

        static Result refused(int code, String enhanced, String sentence) {
            return new Result(Answer.of(code, enhanced, sentence), Optional.empty());
        }
    }

    private final RelayDesk desk;
    private final Wire wire;

    LogIn(RelayDesk desk, Wire wire) {
        this.desk = desk;
        this.wire = wire;
    }

    /** @param rest what follows AUTH: the mechanism, perhaps a first response */
    Result exchange(String rest) throws IOException {
        String[] parts = rest.split(" +", 2);
        try {
            return switch (parts[0].toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> plain(parts.length > 1 ? parts[1] : asked(""));
                case "LOGIN" -> {
                    String user = text(decoded(parts.length > 1 ? parts[1] : asked("Username:")));
                    yield admit(user, text(decoded(asked("Password:"))));
                }
                default -> Result.refused(504, "5.5.4", "AUTH PLAIN and AUTH LOGIN are known here");
            };
        } catch (IllegalArgumentException bad) {
            return Result.refused(501, "5.5.2", "That is not what this AUTH expects");
        }
    }

    private String asked(String challenge) throws IOException {
        wire.say(Answer.plain(334, Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.US_ASCII))));
        String line = wire.line(LONGEST);
        if (line == null || line.equals("*")) {
            throw new IllegalArgumentException("given up");
        }
        return line;
    }

    /** RFC 4954 §4: a single equals sign is an empty response. */
    private static byte[] decoded(String response) {
        return response.equals("=") ? new byte[0] : Base64.getDecoder().decode(response.strip());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** message = [authzid] NUL authcid NUL passwd (RFC 4616 §2); nobody acts for somebody else here. */
    private Result plain(String response) {
        String[] parts = text(decoded(response)).split("\0", -1);
        if (parts.length != 3 || !parts[0].isEmpty() && !parts[0].equals(parts[1])) {
            throw new IllegalArgumentException("not of this form");
        }
        return admit(parts[1], parts[2]);
    }

    private Result admit(String user, String password) {
        try {
            Optional<SenderLogin> login = desk.admit(user, password);
            return login.isPresent() ? new Result(Answer.of(235, "2.7.0", "Welcome"), login)
                    : Result.refused(535, "5.7.8", "User name or password is wrong, or the login was ended");
        } catch (IllegalStateException away) {
            LOG.log(Level.WARNING, "a login could not be checked: {0}", away.getClass().getName());
            return Result.refused(454, "4.7.0", "Logins cannot be checked now: try again later");
        }
    }
}
