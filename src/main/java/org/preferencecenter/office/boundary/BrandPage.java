package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.BrandEditor;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.catalog.entity.Contrast;
import org.preferencecenter.catalog.entity.DataKeeping;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Logo;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.center.entity.Mark;
import org.preferencecenter.office.entity.BrandFields;
import org.preferencecenter.office.entity.FieldOf;
import org.preferencecenter.office.entity.Sample;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** One brand: what it says and shows of itself. */
@Named
@RequestScoped
public class BrandPage extends SetupPage {

    @Inject
    private BrandEditor editor;
    @Inject
    private CatalogEditor catalogEditor;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    /** The words of one language. @param open shown without being asked for */
    public record Language(String tag, String name, String direction, boolean open) {
    }

    /** Before anything is shown. */
    public void open() {
        if (isFresh()) {
            desk().requireEverywhere(Right.EDIT_BRANDS);
        } else {
            desk().require(Right.EDIT_BRANDS, found(brand()).id());
        }
    }

    private Optional<Brand> brand() {
        return now().brand(getOf());
    }

    public String getTitle() {
        return brand().map(Brand::name).orElseGet(() -> desk().say("brand.new"));
    }

    public boolean isRetired() {
        return brand().filter(Brand::retired).isPresent();
    }

    public int getVersion() {
        return brand().map(Brand::version).orElse(0);
    }

    @Override
    List<String> fields() {
        return BrandFields.all();
    }

    @Override
    String label(String field) {
        return "brand." + field.replaceFirst("-.*", "");
    }

    @Override
    String stored(String field) {
        return brand().map(brand -> BrandFields.of(brand, field)).orElseGet(() -> BrandFields.ofNone(field, desk().getLanguage()));
    }

    public List<Language> getLanguages() {
        return Locales.SPOKEN.stream().map(tag -> new Language(tag, language(tag), Locales.direction(tag),
                tag.equals(value("defaultLocale")) || BrandFields.TEXTS.stream().anyMatch(text -> !value(text + "-" + tag).isEmpty()))).toList();
    }

    public Sample getSample() {
        return Sample.of(value("accent"), value("accentInk"));
    }

    public double getReadable() {
        return Contrast.READABLE;
    }

    public String getMark() {
        return Mark.of(value("name").isEmpty() ? "A" : value("name"));
    }

    /** Where a logo is shown, or nothing. */
    public String logo(String paper) {
        Paper of = Paper.valueOf(paper);
        return brand().flatMap(brand -> brand.logo(of).map(logo -> "/brand/" + brand.id() + (of == Paper.DARK ? "/logo-dark" : "/logo")
                + "?v=" + logo.sha256().substring(0, 16))).orElse("");
    }

    public int getLogoKilobytes() {
        return Logo.MAX_OCTETS / 1024;
    }

    public String getCommonHost() {
        return settings.baseUrl().getHost();
    }

    /** What DNS and the web server in front have to do for the host. */
    public String getHostSetup() {
        String host = value("host").isEmpty() ? "preferences.example.com" : value("host");
        return host + ". 3600 IN CNAME " + getCommonHost() + ".\n\n# nginx\nserver {\n  listen 443 ssl;\n  server_name " + host
                + ";\n  location / {\n    proxy_pass http://127.0.0.1:8080;\n    proxy_set_header Host $http_host;\n"
                + "    proxy_set_header X-Forwarded-For $remote_addr;\n    proxy_set_header X-Forwarded-Proto https;\n  }\n}\n";
    }

    public String getPublicPage() {
        return brand().map(brand -> brand.url(settings.baseUrl()).toString()).orElse("");
    }

    public String getMeanwhile() {
        return meanwhile(subject());
    }

    private String subject() {
        return "brand:" + brand().map(Brand::id).orElse(0);
    }

    /** Stores what was typed, or says what is wrong with it. */
    public void save() {
        open();
        boolean fresh = isFresh();
        String changed = changed();
        String code = fresh ? typed("code") : getOf();
        if (save(fresh ? this::add : this::change, flaw -> FieldOf.brand(flaw, typed("privacyUrl")))) {
            Brand brand = now().brand(code).orElseThrow();
            desk().audit(fresh ? "brand.added" : "brand.changed", "brand:" + brand.id(), brand.id(), Map.of("fields", changed));
            desk().redirect("brand?of=" + code, fresh ? "brand-added" : "saved");
        }
    }

    private List<Flaw> add() {
        Brand brand = new Brand(typed("code"), "", "", "", "", "", "", "");
        fill(brand);
        List<Flaw> flaws = catalogEditor.add(brand);
        return flaws.isEmpty() ? logos(brand.id()) : flaws;
    }

    private List<Flaw> change() {
        int id = brand().orElseThrow().id();
        String version = typed("version");
        List<Flaw> flaws = editor.change(id, version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1, this::fill);
        return flaws.isEmpty() ? logos(id) : flaws;
    }

    private void fill(Brand brand) {
        brand.named(typed("name")).at(orNull(typed("host"))).mailingFrom(typed("mailDomain"))
                .reachedAt(typed("contactEmail"), typed("postalAddress")).speaking(typed("defaultLocale"))
                .coloured(typed("accent"), typed("accentInk")).answering(orNull(typed("dpoName")), orNull(typed("dpoContact")))
                .linking(orNull(typed("homeUrl")), orNull(typed("privacyUrl"))).welcoming(!typed("welcomes").isEmpty())
                .keeping(keeping());
        for (String tag : Locales.SPOKEN) {
            List<String> words = BrandFields.TEXTS.stream().map(text -> typed(text + "-" + tag)).toList();
            brand.saying(tag, words.stream().allMatch(String::isEmpty) ? null
                    : new BrandText(words.get(0), words.get(1), words.get(2), words.get(3)));
        }
    }

    /** A name typed beside "nobody" counts more than the tick. */
    private DataKeeping keeping() {
        String others = typed("dataOthers").lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        return new DataKeeping(orNull(typed("legalName")), orNull(typed("legalId")),
                orNull(typed("dataPlaces").toUpperCase(Locale.ROOT).strip().replaceAll("[\\s,;]+", " ")),
                others.isEmpty() && typed("dataNobody").isEmpty() ? null : others, orNull(typed("authority")));
    }

    private List<Flaw> logos(int id) {
        List<Flaw> flaws = new ArrayList<>();
        for (Paper paper : Paper.values()) {
            String field = "logo" + paper;
            byte[] bytes = octets(field);
            if (bytes.length > 0 || !typed("no-" + field).isEmpty()) {
                editor.logo(id, paper, bytes).forEach(flaw -> wrong(field, sentence(flaw)));
            }
        }
        return flaws;
    }

    /** One more than a logo may have is enough to know that it is too large. */
    private byte[] octets(String field) {
        try {
            Part part = request().getPart(field);
            if (part == null) {
                return new byte[0];
            }
            try (InputStream in = part.getInputStream()) {
                return in.readNBytes(Logo.MAX_OCTETS + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException notSentAsParts) {
            return new byte[0];
        }
    }

    /** Ends the brand. */
    public void retire() {
        open();
        int id = found(brand()).id();
        if (save(() -> editor.retire(id, clock), flaw -> "")) {
            desk().audit("brand.retired", subject(), id, Map.of());
            desk().redirect("brands", "retired");
        }
    }
}
