package org.preferencecenter.office.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;

/** The form for a new key: what was typed into it, what is wrong with that, and the order it makes. */
@RequestScoped
public class ApiKeyForm {

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    public String value(String field) {
        String typed = request.getParameter(field);
        if (typed != null) {
            return typed;
        }
        return switch (field) {
            case "perMinute" -> Integer.toString(KeyOrder.USUAL_PER_MINUTE);
            case "expires" -> desk.today().plusYears(1).toString();
            default -> "";
        };
    }

    public String checked(String permission) {
        String[] all = request.getParameterValues("permissions");
        return all != null && List.of(all).contains(permission) ? "checked" : "";
    }

    public String flaw(String field) {
        return wrong.getOrDefault(field, "");
    }

    public String invalid(String field) {
        return wrong.containsKey(field) ? "true" : "";
    }

    public String described(String field, String hint) {
        return ((wrong.containsKey(field) ? "e-" + field + " " : "") + (hint.isEmpty() ? "" : "h-" + field)).strip();
    }

    /** @param field empty: about the whole */
    public void wrong(String field, String sentence) {
        wrong.put(field, sentence);
    }

    /** The key that is wanted; nothing if something is wrong with it, which stands beside its field then. */
    public Optional<KeyOrder> order(OptionalInt brand) {
        String[] all = request.getParameterValues("permissions");
        Set<Permission> permissions = all == null ? Set.of() : Arrays.stream(Permission.values())
                .filter(one -> List.of(all).contains(one.name())).collect(Collectors.toSet());
        String name = value("name").strip();
        if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            wrong.put("name", desk.say("apikey.name.wrong"));
        }
        if (permissions.isEmpty()) {
            wrong.put("permissions", desk.say("apikey.permissions.wrong"));
        }
        String perMinute = value("perMinute").strip();
        if (!perMinute.matches("\\d{1,8}") || Integer.parseInt(perMinute) < ApiKey.LEAST || Integer.parseInt(perMinute) > ApiKey.MOST) {
            wrong.put("perMinute", desk.say("apikey.perMinute.wrong", ApiKey.LEAST, ApiKey.MOST));
        }
        Instant expires = expires();
        try {
            return wrong.isEmpty() ? Optional.of(new KeyOrder(name, permissions, brand, Integer.parseInt(perMinute), expires))
                    : Optional.empty();
        } catch (IllegalArgumentException halfACharacter) {
            wrong.put("name", desk.say("apikey.name.wrong"));
            return Optional.empty();
        }
    }

    /** The end of the day that was typed, on the office's clock; null: never. */
    private Instant expires() {
        String typed = value("expires").strip();
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed).plusDays(1).atStartOfDay(desk.zone()).toInstant();
        } catch (DateTimeParseException noDay) {
            wrong.put("expires", desk.say("apikey.expires.wrong"));
            return null;
        }
    }
}
