package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.exchange.control.Uploads;
import org.preferencecenter.office.entity.Forbidden;

/** Takes a file in and leads on to what is to be done with it. Nothing is shown here. */
@Named
@RequestScoped
public class UploadPage {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Uploads uploads;

    /** Stores the file that came with the form. */
    public void receive() throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
        if (!request.getMethod().equals("POST")) {
            desk.redirect("exchange", null);
            return;
        }
        To to = To.of(request.getParameter("to"));
        int brand = brand(to, request.getParameter("of"));
        Part part = request.getPart("file");
        if (part == null || part.getSize() == 0) {
            back(to, "EMPTY");
            return;
        }
        Uploads.Received received;
        // The server removes what it spooled when the answer is sent.
        try (InputStream in = part.getInputStream()) {
            String name = part.getSubmittedFileName() == null ? "-" : part.getSubmittedFileName().replaceAll(".*[/\\\\]", "");
            received = uploads.receive(brand, name, in);
        }
        if (received.flaw() != null) {
            back(to, received.flaw().name());
            return;
        }
        desk.audit("file.received", "file:" + received.id(), brand == 0 ? null : brand, Map.of("octets", part.getSize()));
        desk.redirect(to.page + "?file=" + received.id(), null);
    }

    /** The brand's id, 0 for what is every brand's. */
    private int brand(To to, String code) {
        if (to == To.LISTS) {
            desk.requireEverywhere(Right.IMPORT);
            return 0;
        }
        Brand brand = catalog.now().brand(code == null ? "" : code).orElseThrow(() -> new Forbidden("this brand"));
        desk.require(to == To.SCREENING ? Right.EXPORT : Right.IMPORT, brand.id());
        return brand.id();
    }

    private void back(To to, String flaw) {
        desk.redirect((to == To.IMPORT ? "exchange" : to.page) + "?flaw=" + flaw, null);
    }

    /** What is to become of a file: the page that goes on with it. */
    private enum To {
        IMPORT("import"), SCREENING("screening"), LISTS("oppositionLists");

        private final String page;

        To(String page) {
            this.page = page;
        }

        static To of(String page) {
            return Arrays.stream(values()).filter(to -> to.page.equals(page)).findFirst().orElse(IMPORT);
        }
    }
}
