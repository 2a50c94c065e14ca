package org.preferencecenter.mail.entity;

/** The fixed stamp the golden set was made with. */
public final class Stamps {

    private Stamps() {
    }

    public static Stamp fixed() {
        return titled("The letter");
    }

    static Stamp titled(String title) {
        return new Stamp("https://p.example.org/u/TOKEN-1", "mailto:u-token32@unsub.mail.example.org",
                "https://p.example.org/p/TOKEN-2", title, "theatre.letter.venue", "mail.example.org",
                "letter-theatre:letter:venue:brand1", "feedback@unsub.mail.example.org", "complaint-token32");
    }
}
