package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;

/** A person's addresses as their page lists them: masked, one line for a number whatever it is used for. */
public final class AddressBook {

    private static final String DOT = "•";
    /** How many digits of a number are shown: enough to tell two apart. */
    private static final int SHOWN = 2;

    private AddressBook() {
    }

    /**
     * One line.
     *
     * @param ids       in a form's field: one or more, with commas
     * @param uses      what it is used for, in words
     * @param note      that it is the main one, or that nothing proved it; or empty
     * @param first     the label of the button that makes it the main one, or empty: it is, or is the only one
     * @param remove    the label of the button that takes it away, or empty: it has to stay
     */
    public record Line(String ids, String uses, String shown, String note, String first, String remove) {
    }

    /** @param region where the person lives, ISO 3166-1 alpha-2, or null: numbers of there are shown as they are dialled there */
    public static List<Line> of(Words words, List<OwnAddress> addresses, String region) {
        Map<String, List<OwnAddress>> lines = new LinkedHashMap<>();
        for (OwnAddress address : addresses) {
            String kind = TelephoneNumber.serves(address.channel()) ? "TELEPHONE" : address.channel().name();
            lines.computeIfAbsent(kind + AddressForm.normal(address.channel(), address.value()), k -> new ArrayList<>()).add(address);
        }
        return lines.values().stream().map(line -> line(words, line, addresses, region)).toList();
    }

    private static Line line(Words words, List<OwnAddress> line, List<OwnAddress> all, String region) {
        OwnAddress one = line.get(0);
        String shown = shown(one, region);
        boolean several = line.stream().anyMatch(a -> count(all, a.channel()) > 1);
        boolean main = line.stream().allMatch(a -> isMain(a, all));
        boolean stays = one.channel() == Channel.EMAIL && count(all, Channel.EMAIL) == 1;
        String note = several && main ? words.say("details.main")
                : one.verified() == null && one.channel() != Channel.POST ? words.say("details.unproven") : "";
        return new Line(String.join(",", line.stream().map(a -> a.id().toString()).toList()),
                words.list(line.stream().map(a -> words.say("channel." + a.channel())).toList()), shown, note,
                several && !main ? words.say("details.first.named", shown) : "",
                stays ? "" : words.say("details.remove.named", shown));
    }

    private static long count(List<OwnAddress> all, Channel channel) {
        return all.stream().filter(a -> a.channel() == channel).count();
    }

    private static boolean isMain(OwnAddress address, List<OwnAddress> all) {
        return all.stream().filter(a -> a.channel() == address.channel()).findFirst().orElseThrow().equals(address);
    }

    private static String shown(OwnAddress address, String region) {
        return TelephoneNumber.serves(address.channel()) ? number(address.value(), region) : Mask.of(address.value());
    }

    /** A number as it is written where the person lives, all its digits but the last ones as dots: {@code •• •• •• •• 00}. */
    public static String number(String value, String region) {
        String written = TelephoneNumber.written(value, region);
        StringBuilder masked = new StringBuilder();
        int left = (int) written.chars().filter(Character::isDigit).count();
        int country = written.startsWith("+") ? written.indexOf(' ') : 0;   // +33 says no more than the flag would
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean hidden = Character.isDigit(c) && left-- > SHOWN && i >= country;
            masked.append(hidden ? DOT : String.valueOf(c));
        }
        return masked.toString();
    }

    /** The ids in a form's field; nothing if it holds anything else, or too much. */
    public static Optional<List<UUID>> ids(String field) {
        if (field.isEmpty() || field.length() > 200) {
            return Optional.empty();
        }
        try {
            List<UUID> ids = new ArrayList<>();
            for (String id : field.split(",", -1)) {
                ids.add(UUID.fromString(id));
            }
            return Optional.of(ids);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
