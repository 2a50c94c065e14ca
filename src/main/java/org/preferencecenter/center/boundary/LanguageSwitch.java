package org.preferencecenter.center.boundary;

import java.io.IOException;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.context.ResponseWriter;

/**
 * {@code <pc:languages of="#{page.languages}"/>}: the links of the language switch, each in its own language.
 *
 * <pre>{@code <li><a href="?l=fr" lang="fr" hreflang="fr" dir="ltr" aria-current="true">Français</a></li>}</pre>
 */
@FacesComponent(value = "pc.languages", createTag = true, tagName = "languages", namespace = "urn:preference-center")
public class LanguageSwitch extends Plain {

    @Override
    void draw(ResponseWriter html, Iterable<?> links) throws IOException {
        write(html, links);
    }

    static void write(ResponseWriter html, Iterable<?> links) throws IOException {
        for (Object of : links) {
            PublicPage.LanguageLink link = (PublicPage.LanguageLink) of;
            open(html, "li");
            open(html, "a", "href", link.href(), "lang", link.code(), "hreflang", link.code(), "dir", link.direction(),
                    "aria-current", link.current());
            close(html, link.name(), "a");
            html.endElement("li");
        }
    }
}
