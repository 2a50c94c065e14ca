package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.InputStream;
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
        boolean screening = "screening".equals(request.getParameter("to"));
        String code = request.getParameter("of");
        Brand brand = catalog.now().brand(code == null ? "" : code).orElseThrow(() -> new Forbidden("this brand"));
        desk.require(screening ? Right.EXPORT : Right.IMPORT, brand.id());
        Part part = request.getPart("file");
        if (part == null || part.getSize() == 0) {
            back(screening, "EMPTY");
            return;
        }
        Uploads.Received received;
        // The server removes what it spooled when the answer is sent.
        try (InputStream in = part.getInputStream()) {
            String name = part.getSubmittedFileName() == null ? "-" : part.getSubmittedFileName().replaceAll(".*[/\\\\]", "");
            received = uploads.receive(brand.id(), name, in);
        }
        if (received.flaw() != null) {
            back(screening, received.flaw().name());
            return;
        }
        desk.audit("file.received", "file:" + received.id(), brand.id(), Map.of("octets", part.getSize()));
        desk.redirect((screening ? "screening" : "import") + "?file=" + received.id(), null);
    }

    private void back(boolean screening, String flaw) {
        desk.redirect((screening ? "screening" : "exchange") + "?flaw=" + flaw, null);
    }
}
