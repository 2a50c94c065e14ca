package org.preferencecenter.center.entity;

import java.util.List;

/**
 * Everything a sign-up form shows, already in words: the page itself decides nothing.
 *
 * @param heading  in the language it is there in
 * @param note     why the form is shown again, in a sentence; or empty
 * @param problems what has to be put right, each with the field it is about
 * @param parts    one per purpose
 * @param fields   how somebody can be reached
 * @param age      the question about it; none or one
 * @param button   of the form
 */
public record SignUpView(Said heading, Said intro, String note, List<Mistake> problems, List<Part> parts, List<Field> fields,
        List<Age> age, String button) {

    /** An admin's words, marked where they are not in the page's language. */
    public record Said(String text, Foreign foreign) {
    }

    /** @param anchor of the field it is about */
    public record Mistake(String anchor, String text) {
    }

    /**
     * @param notice  id of the words shown
     * @param refusal the box to refuse; none or one
     */
    public record Part(Said title, Said about, Said wording, int notice, List<Row> rows, List<Question> refusal) {
    }

    /**
     * @param id    for the page's own anchors
     * @param title empty where the purpose has no topics
     */
    public record Row(String id, Said title, Said about, String rate, List<Question> questions) {
    }

    /**
     * One question: a box, yes and no, or a list.
     *
     * @param kind   {@code CHECKBOX}, {@code RADIO} or {@code DROPDOWN}
     * @param label  the channel
     * @param yes    {@code checked} or {@code selected}, or empty
     * @param no     as yes
     * @param error  what is wrong with it, or empty
     * @param wanted {@code required} or empty
     */
    public record Question(String id, String name, String kind, String label, String named, String yes, String no, String error,
            String wanted) {

        /** Id of the error's sentence, for {@code aria-describedby}; empty without one. */
        public String described() {
            return error.isEmpty() ? "" : id + "-e";
        }

        /** {@code true}, or empty. */
        public String invalid() {
            return error.isEmpty() ? "" : "true";
        }
    }

    /**
     * @param type     of the input; {@code area} for several lines
     * @param complete the HTML autocomplete token (WCAG 1.3.5)
     * @param hint     what it is needed for, or empty
     */
    public record Field(String name, String type, String label, String value, String complete, String hint, String error,
            String wanted) {

        /** Ids of the sentences about it, for {@code aria-describedby}. */
        public String described() {
            return ((error.isEmpty() ? "" : name + "-e ") + (hint.isEmpty() ? "" : name + "-h")).strip();
        }

        public String invalid() {
            return error.isEmpty() ? "" : "true";
        }
    }

    /** @param yes {@code checked}, or empty */
    public record Age(String question, String yes, String no, String error) {

        public String described() {
            return error.isEmpty() ? "" : "age-e";
        }
    }
}
