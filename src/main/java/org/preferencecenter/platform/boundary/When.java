package org.preferencecenter.platform.boundary;

import java.io.IOException;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;

/**
 * {@code <pc:when test="#{not empty row.note()}">}: draws what is in it, or not, as {@code ui:fragment} does with
 * {@code rendered}; without that one's events, to which nobody here listens (ADR 19).
 */
@FacesComponent(value = "pc.when", createTag = true, tagName = "when", namespace = "urn:preference-center")
public class When extends UIComponentBase {

    @Override
    public String getFamily() {
        return "pc";
    }

    @Override
    public void encodeAll(FacesContext faces) throws IOException {
        if (Boolean.TRUE.equals(getValueExpression("test").getValue(faces.getELContext()))) {
            for (UIComponent child : getChildren()) {
                child.encodeAll(faces);
            }
        }
    }
}
