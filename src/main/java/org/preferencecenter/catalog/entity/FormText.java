package org.preferencecenter.catalog.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What people read on a sign-up form in one language, besides the purposes and their notices. */
@Embeddable
public class FormText {

    @Column(nullable = false)
    private String title;
    @Column(nullable = false)
    private String intro;
    @Column(nullable = false)
    private String thanks;

    protected FormText() {
    }

    /** @param thanks what is said once it was sent, before our own sentences; may be empty */
    public FormText(String title, String intro, String thanks) {
        this.title = title;
        this.intro = intro;
        this.thanks = thanks;
    }

    public String title() {
        return title;
    }

    public String intro() {
        return intro;
    }

    public String thanks() {
        return thanks;
    }
}
