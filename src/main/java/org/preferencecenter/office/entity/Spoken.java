package org.preferencecenter.office.entity;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an agent reads to a person before they say yes (S-44).
 *
 * @param point     id of the collection point
 * @param code      its code
 * @param brand     id of its brand
 * @param script    id of the version that is read, 0 if there is none
 * @param wording   what is read out before the questions, or empty
 * @param version   which version, or empty
 * @param spoken    language of the script
 * @param locale    language of the person, as far as we speak it
 * @param place     where people are met, if it is always the same place; else empty
 * @param possible  whether a confirmation can be mailed to the person
 * @param questions what may be asked about
 */
public record Spoken(int point, String code, int brand, int script, String wording, String version, String spoken, String locale, String place,
        boolean possible, List<Question> questions) {

    /**
     * Which words these are: a form tells what was read, and what was read is what is recorded. Whoever reads while somebody else
     * publishes a new version reads again.
     */
    public String words() {
        return script + questions.stream().map(question -> "." + question.notice()).distinct().collect(Collectors.joining());
    }

    /**
     * One yes.
     *
     * @param cell    as forms name it
     * @param notice  id of the words that stand behind it
     * @param wording those words, read out too; empty where they are the same as of the question before
     */
    public record Question(String cell, String what, int notice, int noticeVersion, String wording) {
    }
}
