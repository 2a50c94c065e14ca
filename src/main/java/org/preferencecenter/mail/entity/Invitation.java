package org.preferencecenter.mail.entity;

import org.preferencecenter.platform.entity.Locales;

/**
 * The one sentence with which a service message may invite its reader to opt in (S-45); its author places it, below what the
 * message is about, so that subject and main content stay service. It promises nothing, asks nothing back, and shows no
 * picture.
 *
 * @param language BCP 47
 * @param link     where the reader chooses; of that reader alone if they are known here
 * @param text     for a plain text part, lines ended by LF
 * @param html     the same as one paragraph
 */
public record Invitation(String language, String link, String text, String html) {

    /**
     * @param words of the language of its reader
     * @param brand who would write
     * @param about what it would be about, as recipients know it
     */
    public static Invitation to(Phrases words, String brand, String about, String link) {
        String sentence = words.say("invitation", brand, about);
        String label = words.say("invitation.action");
        String language = words.language();
        return new Invitation(language, link, sentence + "\n" + label + "\n" + link + "\n",
                "<p lang=\"" + Letter.escape(language) + "\" dir=\"" + Locales.direction(language) + "\">" + Letter.escape(sentence)
                        + " <a href=\"" + Letter.escape(link) + "\">" + Letter.escape(label) + "</a></p>");
    }
}
