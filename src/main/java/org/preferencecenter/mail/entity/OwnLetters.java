package org.preferencecenter.mail.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.entity.Letter.Block;
import org.preferencecenter.platform.entity.Locales;

/**
 * Writes our own letters: what they say and in which order. None of them advertises anything: a letter that asks for a yes
 * would otherwise need the very yes it asks for (STANDARDS DE-01).
 *
 * @param zone in which days and times are told
 */
public record OwnLetters(Phrases words, Brand brand, ZoneId zone) {

    /** What was asked for: when, and in which words its place is told. */
    public record Asked(Instant at, String where, List<String> titles) {
    }

    /** Asks to confirm (double opt-in): what, who asked when and where, how long the link lives, and what happens without it. */
    public Letter confirm(Asked asked, String link, Instant expires) {
        return confirm(asked, false, link, expires);
    }

    /** The same. @param spoken it was said to one of us, who read the words aloud (S-44) */
    public Letter confirm(Asked asked, boolean spoken, String link, Instant expires) {
        List<Block> blocks = start("confirm.heading");
        blocks.add(paragraph("confirm.asked", brand.name()));
        items(blocks, asked.titles());
        blocks.add(paragraph("confirm.when", words.day(asked.at(), zone), asked.where()));
        if (spoken) {
            blocks.add(paragraph("confirm.spoken"));
        }
        blocks.add(new Letter.Action(words.say("confirm.action"), link));
        blocks.add(paragraph("confirm.life", words.moment(expires, zone)));
        blocks.add(paragraph("confirm.ignore"));
        return finish("confirm.subject", blocks);
    }

    /** Brings the link that was lost (W-12). */
    public Letter link(String link, Instant expires) {
        List<Block> blocks = start("link.heading");
        blocks.add(paragraph("link.asked", brand.name()));
        return page(blocks, "link.subject", link, expires);
    }

    /** Tells who signs up for what they have already, and nobody else, that they have it. */
    public Letter receiving(String link, Instant expires) {
        List<Block> blocks = start("receiving.heading");
        blocks.add(paragraph("receiving.asked", brand.name()));
        return page(blocks, "receiving.subject", link, expires);
    }

    /** Asks whoever reads the mailbox whether the address is theirs; names nobody, since anybody may have typed it. */
    public Letter address(String link, Instant expires) {
        List<Block> blocks = start("address.heading");
        blocks.add(paragraph("address.asked", brand.name()));
        blocks.add(new Letter.Action(words.say("address.action"), link));
        blocks.add(paragraph("confirm.life", words.moment(expires, zone)));
        blocks.add(paragraph("address.ignore"));
        return finish("address.subject", blocks);
    }

    /** Asks the same of whom somebody of ours was told that it is their new address (GDPR 16). */
    public Letter correct(String link, Instant expires) {
        List<Block> blocks = start("address.heading");
        blocks.add(paragraph("correct.asked", brand.name()));
        blocks.add(new Letter.Action(words.say("address.action"), link));
        blocks.add(paragraph("confirm.life", words.moment(expires, zone)));
        blocks.add(paragraph("address.ignore"));
        return finish("address.subject", blocks);
    }

    /**
     * Tells an old mailbox that another address took its place; no link, no name, and not which address.
     *
     * @param stays the mailbox is still theirs: another of their addresses was replaced
     */
    public Letter corrected(Instant at, boolean stays) {
        List<Block> blocks = start("corrected.heading");
        blocks.add(paragraph(stays ? "corrected.other" : "corrected.this", words.day(at, zone), brand.name()));
        blocks.add(paragraph("corrected.wrong", brand.contactEmail()));
        return finish("corrected.subject", blocks);
    }

    /** Brings the link by which somebody asks for their data. */
    public Letter data(String link, Instant expires) {
        List<Block> blocks = start("data.heading");
        blocks.add(paragraph("data.asked", brand.name()));
        blocks.add(new Letter.Action(words.say("data.action"), link));
        blocks.add(paragraph("data.life", words.moment(expires, zone)));
        blocks.add(paragraph("data.ignore"));
        return finish("data.subject", blocks);
    }

    /** About what somebody asked about their data. @param said in the language of {@link #words} */
    public Letter request(String heading, List<String> said) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Heading(heading));
        said.forEach(sentence -> blocks.add(new Letter.Paragraph(sentence)));
        return finish("right.subject", blocks);
    }

    private Letter page(List<Block> blocks, String subject, String link, Instant expires) {
        blocks.add(new Letter.Action(words.say("link.action"), link));
        blocks.add(paragraph("link.life", words.moment(expires, zone)));
        blocks.add(paragraph("link.ignore"));
        return finish(subject, blocks);
    }

    /**
     * Welcomes (S-49): what was said yes to, when and where, how often it comes, and where to choose how often.
     *
     * @param page where to choose
     * @param stop where to stop all of it
     */
    public Letter welcome(Asked asked, Instant confirmed, String page, String stop) {
        List<Block> blocks = start("welcome.heading");
        blocks.add(paragraph("welcome.yes", brand.name()));
        items(blocks, asked.titles());
        blocks.add(paragraph("welcome.when", words.day(asked.at(), zone), asked.where(), words.day(confirmed, zone)));
        blocks.add(paragraph("welcome.often"));
        blocks.add(new Letter.Action(words.say("welcome.action"), page));
        blocks.add(new Letter.SmallPrint(words.say("welcome.once")));
        blocks.add(new Letter.SmallLink(words.say("welcome.stop"), stop));
        return finish("welcome.subject", blocks);
    }

    /**
     * Tells who was stopped by a robot that what they had chosen counts again (W-09).
     *
     * @param stopped what was taken back, and when it had been stopped
     * @param stop    where to stop it again
     * @param page    where to choose
     */
    public Letter restored(Asked stopped, String stop, String page) {
        List<Block> blocks = start("restored.heading");
        blocks.add(paragraph("restored.what", words.day(stopped.at(), zone), brand.name()));
        items(blocks, stopped.titles());
        blocks.add(new Letter.Action(words.say("restored.action"), stop));
        blocks.add(paragraph("restored.ignore"));
        blocks.add(new Letter.SmallLink(words.say("restored.page"), page));
        return finish("restored.subject", blocks);
    }

    /** Confirms in writing what one of us stopped for somebody who asked for that. @param page where it can be put back */
    public Letter noted(Asked stopped, String page) {
        List<Block> blocks = start("noted.heading");
        blocks.add(paragraph("noted.what", words.day(stopped.at(), zone), stopped.where(), brand.name()));
        items(blocks, stopped.titles());
        blocks.add(paragraph("noted.wrong"));
        blocks.add(new Letter.Action(words.say("link.action"), page));
        blocks.add(new Letter.SmallPrint(words.say("noted.once")));
        return finish("noted.subject", blocks);
    }

    /**
     * Asks, once, whoever gave no sign for long whether they want to go on (S-47). It offers nothing and invites to nothing else:
     * it is about the messages they chose.
     *
     * @param purposes what it is about
     * @param since    the day of their last sign
     * @param until    until when a yes counts
     * @param page     where to say it
     * @param stop     where to stop all of it at once
     */
    public Letter renew(List<String> purposes, LocalDate since, Instant until, String page, String stop) {
        List<Block> blocks = start("renew.heading");
        blocks.add(paragraph("renew.what", brand.name()));
        items(blocks, purposes);
        blocks.add(paragraph("renew.since", Locales.day(since, words.language())));
        blocks.add(paragraph("renew.until", words.moment(until, zone)));
        blocks.add(new Letter.Action(words.say("renew.action"), page));
        blocks.add(paragraph("renew.ignore"));
        blocks.add(new Letter.SmallLink(words.say("renew.stop"), stop));
        return finish("renew.subject", blocks);
    }

    private List<Block> start(String heading) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Heading(words.say(heading)));
        return blocks;
    }

    private Letter.Paragraph paragraph(String key, Object... with) {
        return new Letter.Paragraph(words.say(key, with));
    }

    private static void items(List<Block> blocks, List<String> titles) {
        titles.forEach(title -> blocks.add(new Letter.Paragraph("– " + title)));
    }

    private Letter finish(String subject, List<Block> blocks) {
        blocks.add(new Letter.SmallPrint(brand.name() + ", " + brand.postalAddress()));
        return new Letter(words.language(), brand.name(), brand.accent(), brand.accentInk(),
                words.say(subject, brand.name()), blocks);
    }
}
