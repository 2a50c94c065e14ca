package org.preferencecenter.center.boundary;

import java.io.IOException;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.context.ResponseWriter;

import org.preferencecenter.center.entity.PageView.Box;

/**
 * {@code <pc:boxes of="#{row.boxes()}"/>}: a box to tick for each channel of a row, and how it stood when the page was drawn.
 *
 * <pre>{@code <label class="chip"><input type="hidden" name="was" value="TOPIC:1/EMAIL=1"/>
 * <input type="checkbox" name="on" value="TOPIC:1/EMAIL" checked="checked"/> E-mail</label>}</pre>
 */
@FacesComponent(value = "pc.boxes", createTag = true, tagName = "boxes", namespace = "urn:preference-center")
public class Boxes extends Plain {

    @Override
    void draw(ResponseWriter html, Iterable<?> boxes) throws IOException {
        write(html, boxes);
    }

    static void write(ResponseWriter html, Iterable<?> boxes) throws IOException {
        for (Object of : boxes) {
            Box box = (Box) of;
            open(html, "label", "class", "chip");
            open(html, "input", "type", "hidden", "name", "was", "value", box.shown());
            html.endElement("input");
            open(html, "input", "type", "checkbox", "name", "on", "value", box.cell(), "checked", box.checked());
            html.endElement("input");
            close(html, " " + box.label(), "label");
        }
    }
}
