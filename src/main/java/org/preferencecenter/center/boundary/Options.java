package org.preferencecenter.center.boundary;

import java.io.IOException;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.context.ResponseWriter;

import org.preferencecenter.center.entity.PageView.Group;
import org.preferencecenter.center.entity.PageView.Option;

/**
 * {@code <pc:options of="#{row.frequencies()}"/>}: the options of a select, those of a question under its label.
 *
 * <pre>{@code <option value="EVERY_MESSAGE" selected="selected">Every message</option>
 * <optgroup label="How many a month?"><option value="AT_MOST:1:MONTH">At most 1 a month</option></optgroup>}</pre>
 */
@FacesComponent(value = "pc.options", createTag = true, tagName = "options", namespace = "urn:preference-center")
public class Options extends Plain {

    @Override
    void draw(ResponseWriter html, Iterable<?> groups) throws IOException {
        write(html, groups);
    }

    static void write(ResponseWriter html, Iterable<?> groups) throws IOException {
        for (Object of : groups) {
            Group group = (Group) of;
            if (!group.label().isEmpty()) {
                open(html, "optgroup", "label", group.label());
            }
            for (Option option : group.options()) {
                open(html, "option", "value", option.value(), "selected", option.selected());
                close(html, option.label(), "option");
            }
            if (!group.label().isEmpty()) {
                html.endElement("optgroup");
            }
        }
    }
}
