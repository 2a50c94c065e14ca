package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.Pictures;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Logo;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.center.control.Stylesheets;
import org.preferencecenter.center.entity.Sample;

/**
 * {@code GET /brand/{id}.css?v=…}: the look of a brand's public pages; {@code 0} is the look without a brand.
 * {@code GET /brand/{id}/logo?v=…} and {@code …/logo-dark?v=…}: its logo. Under any host: a page may be opened under any.
 */
@WebServlet(urlPatterns = "/brand/*", loadOnStartup = 1)
public class BrandStyle extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BrandStyle.class.getName());
    private static final Pattern CSS = Pattern.compile("/(\\d{1,9})\\.css");
    private static final Pattern LOGO = Pattern.compile("/(\\d{1,9})/logo(-dark)?");
    /** A drawing opened by itself may style itself and nothing more; as an image in a page it runs and fetches nothing. */
    private static final String DRAWING = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    private static final int VERSION_DIGITS = 16;

    @Inject
    private transient Stylesheets stylesheets;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Pictures pictures;

    /** For {@link Requests#foreign}: the hosts of brands are ours. */
    @Override
    public void init() {
        getServletContext().setAttribute(Catalog.class.getName(), catalog);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        Matcher css = CSS.matcher(path);
        Matcher logo = LOGO.matcher(path);
        try {
            if (css.matches() && style(request, response, Integer.parseInt(css.group(1)))) {
                return;
            }
            if (logo.matches() && logo(request, response, Integer.parseInt(logo.group(1)),
                    logo.group(2) == null ? Paper.LIGHT : Paper.DARK)) {
                return;
            }
        } catch (RuntimeException e) {
            Requests.log(LOG, request, e);
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }

    private boolean style(HttpServletRequest request, HttpServletResponse response, int brand) throws IOException {
        Optional<String> css = stylesheets.of(brand);
        if (css.isPresent()) {
            keep(response, Stylesheets.version(css.get()).equals(request.getParameter("v")));
            response.setContentType("text/css;charset=UTF-8");
            String paper = request.getParameter("paper");
            response.getOutputStream().write((paper == null ? css.get() : Sample.on(paper, css.get())).getBytes(StandardCharsets.UTF_8));
        }
        return css.isPresent();
    }

    private boolean logo(HttpServletRequest request, HttpServletResponse response, int brand, Paper paper)
            throws IOException {
        Optional<Logo> logo = catalog.now().brand(brand).flatMap(b -> b.logo(paper));
        Optional<byte[]> bytes = logo.flatMap(l -> pictures.find(l.sha256()));
        if (bytes.isPresent()) {
            keep(response, version(logo.get()).equals(request.getParameter("v")));
            response.setHeader("Content-Security-Policy", DRAWING);
            response.setContentType(logo.get().format().mediaType());
            response.getOutputStream().write(bytes.get());
        }
        return bytes.isPresent();
    }

    /** An address that names what it holds may be kept for ever. */
    private static void keep(HttpServletResponse response, boolean current) {
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "public, max-age=300");
    }

    /** Where a brand's logo is. */
    static String logo(Brand brand, Paper paper, Logo logo) {
        return "/brand/" + brand.id() + (paper == Paper.DARK ? "/logo-dark" : "/logo") + "?v=" + version(logo);
    }

    private static String version(Logo logo) {
        return logo.sha256().substring(0, VERSION_DIGITS);
    }
}
