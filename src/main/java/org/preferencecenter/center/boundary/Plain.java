package org.preferencecenter.center.boundary;

import java.io.IOException;

import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;

/**
 * A piece of a public page that is drawn so often that it is written in Java and not as a facelet: a facelet's expressions
 * cost about a thousandth of a page each (ADR 19). It takes what it draws from its one attribute, {@code of}, and escapes as
 * facelets do.
 */
abstract class Plain extends UIComponentBase {

    @Override
    public String getFamily() {
        return "pc";
    }

    /** Writes it whole. @param of what the attribute holds */
    abstract void draw(ResponseWriter html, Iterable<?> of) throws IOException;

    @Override
    public void encodeAll(FacesContext faces) throws IOException {
        draw(faces.getResponseWriter(), (Iterable<?>) getValueExpression("of").getValue(faces.getELContext()));
    }

    /** {@code <name a="1" b="2">}. @param attributes names and values in turn; one that is empty is left out */
    static void open(ResponseWriter html, String name, String... attributes) throws IOException {
        html.startElement(name, null);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                html.writeAttribute(attributes[i], attributes[i + 1], null);
            }
        }
    }

    /** {@code text</name>}. */
    static void close(ResponseWriter html, String text, String name) throws IOException {
        html.writeText(text, null);
        html.endElement(name);
    }
}
