package org.preferencecenter.mail.entity;

import java.time.ZoneId;
import java.util.List;

import org.preferencecenter.access.entity.StaffLetter;
import org.preferencecenter.catalog.entity.Brand;

/**
 * Writes to those who work in the office.
 *
 * @param words the sentences, in the reader's language
 * @param brand in whose name we write
 * @param zone  in which times are told
 */
public record StaffLetters(Phrases words, Brand brand, ZoneId zone) {

    /**
     * Brings a checkpoint of the log to a witness.
     *
     * @param size how many entries it is about
     * @param note as it was signed
     * @param keys the log's, a line each
     * @param log  where the log can be asked
     */
    public Letter checkpoint(long size, String note, String keys, String log) {
        return new Letter(words.language(), brand.name(), brand.accent(), brand.accentInk(),
                words.say("CHECKPOINT.subject", brand.name(), String.valueOf(size)),
                List.of(new Letter.Heading(words.say("CHECKPOINT.heading")),
                        new Letter.Paragraph(words.say("CHECKPOINT.text", brand.name(), String.valueOf(size))),
                        new Letter.Verbatim(note.stripTrailing()),
                        new Letter.Paragraph(words.say("CHECKPOINT.keep")),
                        new Letter.Paragraph(words.say("CHECKPOINT.check", log)),
                        new Letter.Paragraph(words.say("CHECKPOINT.keys")),
                        new Letter.Verbatim(keys.stripTrailing()),
                        new Letter.SmallPrint(brand.name() + ", " + brand.postalAddress())));
    }

    /** Brings the link that sets a password: why, until when it works, and what happens without it. */
    public Letter password(StaffLetter wanted) {
        String kind = wanted.kind().name();
        return new Letter(words.language(), brand.name(), brand.accent(), brand.accentInk(), words.say(kind + ".subject", brand.name()),
                List.of(new Letter.Heading(words.say(kind + ".heading")),
                        new Letter.Paragraph(words.say(kind + ".text", wanted.login())),
                        new Letter.Action(words.say("action"), wanted.link()),
                        new Letter.Paragraph(words.say("life", words.moment(wanted.expires(), zone))),
                        new Letter.Paragraph(words.say(kind + ".ignore")),
                        new Letter.SmallPrint(brand.name() + ", " + brand.postalAddress())));
    }
}
