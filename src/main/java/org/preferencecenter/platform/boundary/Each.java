package org.preferencecenter.platform.boundary;

import java.io.IOException;
import java.util.Map;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;

/**
 * {@code <pc:each value="#{page.rows}" var="row">}: draws what is in it once for each, as {@code ui:repeat} does, with the
 * variable among the request's attributes. It only draws: {@code ui:repeat} also sees to it that fields in it keep what was
 * typed and have ids of their own, for which it walks through all that is in it twice for each turn. Our forms are plain HTML
 * and read by servlets; a fifth of a page's time went there (ADR 19).
 */
@FacesComponent(value = "pc.each", createTag = true, tagName = "each", namespace = "urn:preference-center")
public class Each extends UIComponentBase {

    private String var;

    @Override
    public String getFamily() {
        return "pc";
    }

    public void setVar(String var) {
        this.var = var;
    }

    @Override
    public void encodeAll(FacesContext faces) throws IOException {
        Iterable<?> values = (Iterable<?>) getValueExpression("value").getValue(faces.getELContext());
        Map<String, Object> attributes = faces.getExternalContext().getRequestMap();
        for (Object value : values) {
            attributes.put(var, value);
            for (UIComponent child : getChildren()) {
                child.encodeAll(faces);
            }
        }
        attributes.remove(var);
    }
}
