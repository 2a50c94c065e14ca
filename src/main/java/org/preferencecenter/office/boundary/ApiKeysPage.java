package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.control.Doorkeeper;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.office.entity.Forbidden;

/** Who may call the API: keys of the brands whose keys somebody keeps. A secret is shown once, where it was made. */
@Named
@RequestScoped
public class ApiKeysPage {

    /** How long a rotated key goes on, in days. */
    private static final List<Integer> GRACES = List.of(0, 1, 7, 30);

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    @Inject
    private ApiKeys keys;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private ApiKeyForm form;
    private KeyChange.Made made;
    private List<Line> lines;

    /** One key. @param rotates it is in use and no other came after it */
    public record Line(String id, String name, String permissions, String brand, String perMinute, String created, String used,
            String expires, String state, boolean soon, boolean rotates) {
    }

    /** Before the form for a new one is shown: whoever fills it in shall not be asked for a password afterwards. */
    public void open() {
        desk.require(Right.KEYS);
        if (isAdding()) {
            desk.requireFresh();
        }
    }

    public boolean isAdding() {
        return request.getParameter("new") != null && made == null;
    }

    private Optional<Set<Integer>> brands() {
        return desk.getBrand().isPresent() && desk.officer().may(Right.KEYS, desk.getBrand().get().id())
                ? Optional.of(Set.of(desk.getBrand().get().id())) : desk.officer().brands(Right.KEYS);
    }

    private List<ApiKey> page() {
        String after = request.getParameter("after");
        return keys.list(brands(), after != null && after.matches("[0-9a-f]{16}") ? after : null);
    }

    public List<Line> getLines() {
        if (lines == null) {
            List<ApiKey> page = page();
            Set<String> replaced = page.stream().map(ApiKey::replaces).filter(id -> id != null).collect(Collectors.toSet());
            lines = page.stream().map(key -> line(key, replaced)).toList();
        }
        return lines;
    }

    /** What came after a key is newer: on the first page it stands above it. */
    private Line line(ApiKey key, Set<String> replaced) {
        Instant now = desk.now();
        boolean live = key.state(now) == ApiKey.State.LIVE;
        return new Line(key.id(), key.name(),
                key.permissions().stream().sorted().map(one -> desk.say("permission." + one)).collect(Collectors.joining(", ")),
                key.brandCode() == null ? desk.say("brands.all") : brandName(key.brand().getAsInt()), desk.number(key.perMinute()),
                desk.day(key.created()), key.used() == null ? "" : desk.time(key.used()),
                key.expires() == null ? "" : desk.day(key.expires()), key.state(now).name(),
                live && key.expires() != null && key.expires().isBefore(now.plus(Duration.ofDays(14))),
                live && !replaced.contains(key.id()) && (request.getParameter("after") == null || keys.successor(key.id()).isEmpty()));
    }

    private String brandName(int id) {
        return desk.getBrands().stream().filter(brand -> brand.id() == id).map(Brand::name).findFirst().orElse("");
    }

    /** The last on this page, where there are more. */
    public String getNext() {
        List<ApiKey> page = page();
        return page.size() < ApiKeys.PAGE ? "" : page.get(page.size() - 1).id();
    }

    /** The brands a key may be made for. */
    public List<Brand> getChoice() {
        return desk.getBrands().stream().filter(brand -> !brand.retired() && desk.officer().may(Right.KEYS, brand.id())).toList();
    }

    public boolean isEverywhere() {
        return desk.officer().mayEverywhere(Right.KEYS);
    }

    public List<String> getPermissions() {
        return Arrays.stream(Permission.values()).map(Enum::name).toList();
    }

    public List<Integer> getGraces() {
        return GRACES;
    }

    /** What the form for a new one holds, and what is wrong with it. */
    public ApiKeyForm getForm() {
        return form;
    }

    /** The key itself, once; empty if none was made now. */
    public String getSecret() {
        return made == null ? "" : made.text().shownOnce();
    }

    public String getMadeName() {
        return made == null ? "" : made.key().name();
    }

    /** Makes a key and shows it. */
    public void create() {
        OptionalInt brand = brand();
        if (brand.isPresent()) {
            desk.require(Right.KEYS, brand.getAsInt());
        } else {
            desk.requireEverywhere(Right.KEYS);
        }
        desk.requireFresh();
        form.order(brand).map(keys::create).ifPresent(change -> {
            if (change instanceof KeyChange.Made now) {
                show(now, "api-key.made");
            } else {
                form.wrong("expires", desk.say("apikey.expires.past"));
            }
        });
    }

    private OptionalInt brand() {
        String code = form.value("for");
        return code.isEmpty() ? OptionalInt.empty() : OptionalInt.of(desk.getBrands().stream()
                .filter(brand -> brand.code().equals(code)).findFirst().orElseThrow(() -> new Forbidden(Right.KEYS.name())).id());
    }

    private void show(KeyChange.Made now, String action) {
        made = now;
        lines = null;
        doorkeeper.refresh();
        ApiKey key = now.key();
        desk.audit(action, "api-key:" + key.id(), key.brand().isPresent() ? Integer.valueOf(key.brand().getAsInt()) : null,
                Map.of("permissions", key.permissions().stream().map(Enum::name).sorted().collect(Collectors.joining(", "))));
    }

    /** A key they may change, with its brand as the asker's limit. */
    private ApiKey mine() {
        ApiKey key = keys.find(form.value("key")).orElseThrow(() -> new Forbidden(Right.KEYS.name()));
        if (key.brand().isPresent()) {
            desk.require(Right.KEYS, key.brand().getAsInt());
        } else {
            desk.requireEverywhere(Right.KEYS);
        }
        desk.requireFresh();
        return key;
    }

    /** Makes one in the place of another, which goes on for a while. */
    public void rotate() {
        ApiKey key = mine();
        int days = GRACES.stream().filter(grace -> grace.toString().equals(form.value("grace"))).findFirst().orElse(7);
        if (keys.rotate(key.id(), key.brand(), Duration.ofDays(days)) instanceof KeyChange.Made now) {
            show(now, "api-key.rotated");
        } else {
            form.wrong("", desk.say("apikey.rotate.not"));
        }
    }

    /** Ends one at once. */
    public void revoke() {
        ApiKey key = mine();
        keys.revoke(key.id(), key.brand());
        doorkeeper.refresh();
        desk.audit("api-key.revoked", "api-key:" + key.id(), key.brand().isPresent() ? Integer.valueOf(key.brand().getAsInt()) : null,
                Map.of());
        desk.redirect("apiKeys", "api-key-revoked");
    }
}
