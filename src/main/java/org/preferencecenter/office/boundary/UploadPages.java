package org.preferencecenter.office.boundary;

import java.util.List;

import jakarta.faces.webapp.FacesServlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * The pages whose forms carry files. A page without an extension is found by forwarding, and until then a request is the
 * default servlet's, which reads no parts: the guard would miss the form's token. So these are the pages' own servlet's from
 * the start.
 */
@WebListener
public class UploadPages implements ServletContextListener {

    private static final List<String> PAGES = List.of("/office/brand", "/office/person");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().getServletRegistrations().values().stream()
                .filter(servlet -> FacesServlet.class.getName().equals(servlet.getClassName()))
                .forEach(servlet -> servlet.addMapping(PAGES.toArray(String[]::new)));
    }
}
