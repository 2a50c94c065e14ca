package org.preferencecenter.law.control;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.Term;
import org.preferencecenter.law.entity.TimedCondition;

/**
 * What rules, conditions and duties say in a reader's language: French, English, and English for any other. What has no
 * words answers its id, so that an answer never fails for want of a sentence.
 */
public final class LawWords {

    private LawWords() {
    }

    /** The rule's own sentence. @param locale BCP 47 */
    public static String sentence(Rule rule, String locale) {
        return rule.message() != null ? say(locale, rule.message(), rule.id()) : byLanguage(rule.text(), locale, rule.id());
    }

    /** The rule's title. @param locale BCP 47 */
    public static String title(Rule rule, String locale) {
        return byLanguage(rule.title(), locale, rule.id());
    }

    /** What it means that the condition does not hold, as a sentence. */
    public static String lacking(Condition condition, String locale) {
        return sentence(condition, ".lacking", locale);
    }

    /** What it means that the condition holds, as a sentence: for an exception that bites. */
    public static String holding(Condition condition, String locale) {
        return sentence(condition, ".holding", locale);
    }

    /** What is owed, as a sentence, its term included. */
    public static String duty(Duty duty, String locale) {
        String name = duty.obligation().name();
        return duty.term() == null ? say(locale, "law.obligation." + name, name)
                : say(locale, "law.obligation." + name + ".term", name, term(duty.term(), locale));
    }

    /** {@code 10 business days}. */
    public static String term(Term term, String locale) {
        return Lengths.of(locale).term(term);
    }

    /** What the effect is called. */
    public static String effect(Effect effect, String locale) {
        return name("effect", effect, locale);
    }

    /** What it is called, that we are so sure of a rule. */
    public static String confidence(Confidence confidence, String locale) {
        return name("confidence", confidence, locale);
    }

    public static String basis(LegalBasis basis, String locale) {
        return name("basis", basis, locale);
    }

    public static String channel(Channel channel, String locale) {
        return name("channel", channel, locale);
    }

    public static String audience(Audience audience, String locale) {
        return name("audience", audience, locale);
    }

    public static String nature(MessageNature nature, String locale) {
        return name("nature", nature, locale);
    }

    /** What a sector is called; an operator's own answers its word. */
    public static String sector(String sector, String locale) {
        return say(locale, "law.sector." + sector, sector);
    }

    public static String fact(Fact fact, String locale) {
        return say(locale, "law.fact." + fact.key(), fact.key());
    }

    /** A sentence of the page that shows the rule book. @param key what follows {@code law.page.} */
    public static String page(String key, String locale, String... values) {
        return say(locale, "law.page." + key, key, values);
    }

    private static String name(String kind, Enum<?> what, String locale) {
        return say(locale, "law." + kind + "." + what.name(), what.name());
    }

    private static String sentence(Condition condition, String suffix, String locale) {
        String key = "law.condition." + condition.word();
        if (condition instanceof Condition.Recorded recorded) {
            String own = key + "." + recorded.flag().key() + suffix;
            return bundle(locale).containsKey(own) ? say(locale, own, own)
                    : say(locale, key + suffix, condition.word(), fact(recorded.flag(), locale));
        }
        List<String> values = values(condition, locale);
        boolean mayBeBare = condition instanceof Condition.Consent || condition instanceof Condition.Sale
                || condition instanceof Condition.Inquiry;
        return say(locale, key + (mayBeBare && !values.isEmpty() ? ".within" : "") + suffix, condition.word(),
                values.toArray(String[]::new));
    }

    /** What stands in the places of a condition's sentence. */
    private static List<String> values(Condition condition, String locale) {
        Lengths lengths = Lengths.of(locale);
        if (condition instanceof Condition.Consent consent && consent.within() != null) {
            return List.of(lengths.period(consent.within()));
        } else if (condition instanceof Condition.Sale sale && sale.within() != null) {
            return List.of(lengths.period(sale.within()));
        } else if (condition instanceof Condition.Inquiry inquiry && inquiry.within() != null) {
            return List.of(lengths.period(inquiry.within()));
        } else if (condition instanceof Condition.Screened screened) {
            return List.of(screened.list(), lengths.period(screened.within()));
        } else if (condition instanceof Condition.Listed listed) {
            return List.of(listed.list());
        } else if (condition instanceof Condition.Appointment appointment) {
            return List.of(lengths.duration(appointment.within()));
        } else if (condition instanceof Condition.Inactive inactive) {
            return List.of(lengths.period(inactive.since()));
        } else if (condition instanceof Condition.YoungerThan younger) {
            return List.of(String.valueOf(younger.years()));
        } else if (condition instanceof TimedCondition.OutsideHours hours) {
            return List.of(lengths.hours(hours));
        } else if (condition instanceof TimedCondition.AttemptsReached attempts) {
            return List.of(String.valueOf(attempts.most()), lengths.days(attempts.days()));
        } else if (condition instanceof TimedCondition.RefusedWithin refused) {
            return List.of(lengths.days(refused.days()));
        }
        return List.of();
    }

    private static String byLanguage(Map<String, String> texts, String locale, String id) {
        String own = texts.get(Locale.forLanguageTag(locale).getLanguage());
        return own != null ? own : texts.getOrDefault("en", texts.values().stream().findFirst().orElse(id));
    }

    /** The sentence with its places filled; what it is about, by its id, where there is none. */
    static String say(String locale, String key, String id, String... values) {
        try {
            String text = bundle(locale).getString(key);
            for (int i = 0; i < values.length; i++) {
                text = text.replace("{" + i + "}", values[i]);
            }
            return text;
        } catch (MissingResourceException noSuchSentence) {
            return id;
        }
    }

    private static ResourceBundle bundle(String locale) {
        Locale language = Locale.forLanguageTag(locale).getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        return ResourceBundle.getBundle("messages.law", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
