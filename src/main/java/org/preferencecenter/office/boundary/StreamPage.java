package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.control.StreamEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.control.Composer;
import org.preferencecenter.office.entity.FieldOf;
import org.preferencecenter.office.entity.StreamCode;
import org.preferencecenter.platform.entity.Settings;

/** One stream: what a sender declares when it sends, and what its developer pastes. */
@Named
@RequestScoped
public class StreamPage extends SetupPage {

    @Inject
    private StreamEditor editor;
    @Inject
    private CatalogEditor catalogEditor;
    @Inject
    private Settings settings;

    /** What a stream can be about. @param value {@code purpose} or {@code purpose/topic}, by id */
    public record About(String value, String label) {
    }

    /** What the streams of one brand can be about. */
    public record Group(String brand, List<About> abouts) {
    }

    /** Before anything is shown. */
    public void open() {
        if (isFresh()) {
            desk().require(Right.EDIT_BRANDS);
        } else {
            desk().require(Right.EDIT_BRANDS, found(stream()).brand().id());
        }
    }

    private Optional<Stream> stream() {
        return now().stream(getOf());
    }

    public String getTitle() {
        return isFresh() ? desk().say("stream.new") : getOf();
    }

    public boolean isRetired() {
        return stream().filter(Stream::retired).isPresent();
    }

    public int getVersion() {
        return stream().map(Stream::version).orElse(0);
    }

    /** What it is about, in words. */
    public String getAbout() {
        return stream().map(stream -> stream.brand().name() + " · " + stream.purpose().text(desk().getLanguage()).title()
                + stream.topic().map(topic -> " · " + topic.text(desk().getLanguage()).title()).orElse("")).orElse("");
    }

    /** The purpose it sends for; empty before it is there. */
    public String getPurpose() {
        return stream().map(stream -> Integer.toString(stream.purpose().id())).orElse("");
    }

    public String getChannel() {
        return stream().map(stream -> stream.channel().name()).orElse("");
    }

    public boolean isDraft() {
        return stream().filter(stream -> !stream.purpose().published()).isPresent();
    }

    public List<Group> getGroups() {
        return mine().stream().filter(brand -> !brand.retired()).map(brand -> new Group(brand.name(), abouts(brand))).toList();
    }

    private List<About> abouts(Brand brand) {
        List<About> abouts = new ArrayList<>();
        for (Purpose purpose : now().purposesOf(brand)) {
            if (!purpose.retired()) {
                String title = purpose.text(desk().getLanguage()).title();
                abouts.add(new About(Integer.toString(purpose.id()), title));
                purpose.topics().stream().filter(topic -> !topic.retired()).sorted(Comparator.comparing(Topic::position)).forEach(
                        topic -> abouts.add(new About(purpose.id() + "/" + topic.id(),
                                title + " · " + topic.text(desk().getLanguage()).title())));
            }
        }
        return abouts;
    }

    public List<String> getChannels() {
        return java.util.Arrays.stream(Channel.values()).filter(channel -> channel != Channel.ANY).map(Enum::name).toList();
    }

    /** The code of its developer; nothing before it is there. */
    public List<StreamCode.Piece> getPieces() {
        return stream().filter(stream -> !stream.retired()).map(stream -> new StreamCode(stream.brand().url(settings.baseUrl()),
                stream.brand().url(settings.oneClickUrl()),                Composer.sender(stream.brand()), stream).pieces()).orElse(List.of());
    }

    @Override
    List<String> fields() {
        return List.of("digest", "perMonth");
    }

    @Override
    String label(String field) {
        return "stream." + field;
    }

    @Override
    String stored(String field) {
        return switch (field) {
            // Where somebody comes from a purpose that has none yet.
            case "about" -> isFresh() ? typed("purpose") : "";
            case "digest" -> stream().filter(Stream::digest).map(digest -> "yes").orElse("");
            case "perMonth" -> stream().flatMap(Stream::declared).map(Object::toString).orElse("");
            default -> "";
        };
    }

    public String getMeanwhile() {
        return meanwhile(subject(stream()));
    }

    private static String subject(Optional<Stream> stream) {
        return "stream:" + stream.map(Stream::id).orElse(0);
    }

    /** Stores what was typed, or says what is wrong with it. */
    public void save() {
        open();
        boolean fresh = isFresh();
        String changed = changed();
        if (save(fresh ? this::add : this::change, FieldOf::stream)) {
            Stream stream = now().stream(fresh ? typed("code") : getOf()).orElseThrow();
            desk().audit(fresh ? "stream.added" : "stream.changed", "stream:" + stream.id(), stream.brand().id(),
                    Map.of("fields", changed));
            desk().redirect("stream?of=" + stream.code(), fresh ? "stream-added" : "saved");
        }
    }

    private List<Flaw> add() {
        String about = typed("about");
        if (!about.matches("\\d{1,9}(/\\d{1,9})?")) {
            wrong("about", desk().say("stream.about.needed"));
            return List.of();
        }
        String[] ids = about.split("/");
        Optional<Purpose> purpose = now().purpose(Integer.parseInt(ids[0]));
        desk().require(Right.EDIT_BRANDS, found(purpose).brand().id());
        return editor.add(new StreamEditor.Wanted(typed("code"), purpose.get().id(),
                ids.length > 1 ? Integer.valueOf(ids[1]) : null, channel(), !typed("digest").isEmpty(), perMonth()));
    }

    private Channel channel() {
        return getChannels().contains(typed("channel")) ? Channel.valueOf(typed("channel")) : Channel.EMAIL;
    }

    /** Null: nothing said. What is no number is one that is refused with a sentence. */
    private Integer perMonth() {
        String typed = typed("perMonth");
        return typed.isEmpty() ? null : typed.matches("\\d{1,9}") ? Integer.valueOf(typed) : Integer.valueOf(-1);
    }

    private List<Flaw> change() {
        String version = typed("version");
        return editor.change(stream().orElseThrow().id(), version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1,
                !typed("digest").isEmpty(), perMonth());
    }

    /** Ends the stream. */
    public void retire() {
        open();
        Stream stream = found(stream());
        if (save(() -> catalogEditor.retireStream(stream.id()), flaw -> "")) {
            desk().audit("stream.retired", "stream:" + stream.id(), stream.brand().id(), Map.of());
            desk().redirect("streams", "retired");
        }
    }
}
