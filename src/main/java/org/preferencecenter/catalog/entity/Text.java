package org.preferencecenter.catalog.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What recipients read about a purpose or topic in one language. */
@Embeddable
public class Text {

    @Column(nullable = false)
    private String title;
    @Column(nullable = false)
    private String about;

    protected Text() {
    }

    public Text(String title, String about) {
        this.title = title;
        this.about = about;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }
}
