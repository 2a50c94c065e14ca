package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.Trial;
import org.preferencecenter.center.entity.Sample;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.office.entity.Look;
import org.preferencecenter.office.entity.PurposeForm;

/**
 * {@code /office/preview}: the public page or form as it would be with a draft published; by GET with a draft that
 * was kept, by POST with the editor's form as it stands. Nothing is kept, nobody's data is shown, nothing on it leads
 * anywhere, and only our own pages may frame it. The guard lets in whoever may open changes; whose draft, is asked here.
 */
@WebServlet("/office/preview")
public class PreviewServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Drafting drafting;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Catalogue live = catalog.now();
        Optional<Change> change = number(request, "change").flatMap(drafting::visible).filter(c -> c.kind() != Change.Kind.ORDER && c.kind() != Change.Kind.SCRIPT);
        Optional<Purpose> purpose = change.flatMap(Change::purpose).or(() -> number(request, "purpose")).flatMap(live::purpose);
        Optional<Brand> brand = change.map(Change::brand).flatMap(live::brand).or(() -> purpose.map(Purpose::brand))
                .or(() -> live.brand(text(request, "in")));
        if (brand.isEmpty() || !drafting.mayRead(brand.get().id())) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        PurposeDraft current = purpose.map(p -> PurposeDraft.of(p, live)).orElse(null);
        PurposeDraft draft = request.getMethod().equals("POST") ? PurposeForm.read(request.getParameterMap(), current, "")
                : change.map(Change::contents).map(DraftJson::draft).orElse(current);
        request.setAttribute(Sample.class.getName(), sample(request, live, brand.get(), purpose, draft));
        framed(response);
        request.getRequestDispatcher("/center/sample").forward(request, response);
    }

    private static Sample sample(HttpServletRequest request, Catalogue live, Brand brand, Optional<Purpose> purpose,
            PurposeDraft draft) {
        // Nothing typed yet: what is live.
        Catalogue tried = draft == null ? live
                : Trial.of(live, brand, purpose, draft, false, java.time.Instant.EPOCH).catalogue();
        Look look = Look.of(request::getParameter);
        Audience audience = draft == null || draft.serves().isEmpty() ? Audience.CONSUMER : draft.serves().iterator().next();
        String country = draft == null || draft.countries().isEmpty() ? "FR"
                : draft.countries().contains("FR") ? "FR" : draft.countries().first();
        return new Sample(tried, brand, look.page(), look.language().isEmpty() ? brand.defaultLocale() : look.language(),
                look.dark() ? "dark" : "light", audience, country);
    }

    private static String text(HttpServletRequest request, String field) {
        String text = request.getParameter(field);
        return text == null ? "" : text;
    }

    private static Optional<Integer> number(HttpServletRequest request, String field) {
        return Optional.of(text(request, field)).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    private static void framed(HttpServletResponse response) {
        ServletResponse one = response;
        while (!(one instanceof OfficeResponse) && one instanceof HttpServletResponseWrapper wrapper) {
            one = wrapper.getResponse();
        }
        if (one instanceof OfficeResponse office) {
            office.shownInOurs();
        }
    }
}
