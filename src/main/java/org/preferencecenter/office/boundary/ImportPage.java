package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.control.Profiles;
import org.preferencecenter.exchange.control.Remembered;
import org.preferencecenter.exchange.control.Sniff;
import org.preferencecenter.exchange.entity.ImportOrder.FileForm;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.Profile;
import org.preferencecenter.exchange.entity.Status;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.ImportForm;

/**
 * The import of a file, as one page: how it is read, what its columns hold, what stands behind it. It keeps nothing between
 * requests: the address tells the file and how it is read, the form's own fields the rest.
 */
@Named
@RequestScoped
public class ImportPage {

    private static final int SHOWN = 5;
    private static final String OWN = "own:";

    @Inject
    private Desk desk;
    @Inject
    private FileStore files;
    @Inject
    private Jobs jobs;
    @Inject
    private Remembered remembered;
    @Inject
    private ImportChoices choices;
    private FileStore.Stored file;
    private FileForm form;
    private List<List<String>> lines;
    private Map<String, String> flaws = Map.of();

    /** The file in the address. @throws Forbidden if there is none, or they may not import for its brand */
    public FileStore.Stored getFile() {
        if (file == null) {
            file = Optional.ofNullable(asked("file")).filter(id -> id.matches("[0-9]{1,18}")).flatMap(id -> files.find(Long.parseLong(id)))
                    .filter(found -> desk.officer().may(Right.IMPORT, found.brand())).orElseThrow(() -> new Forbidden("this file"));
        }
        return file;
    }

    private static Map<String, String[]> all() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap();
    }

    private static String asked(String name) {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(name);
    }

    private boolean sent() {
        return asked("sent") != null;
    }

    /** How it is read: as the address says, else as it seems. */
    public FileForm getForm() throws IOException {
        if (form == null) {
            FileForm seems = Sniff.form(files.read(getFile().id()));
            String charset = asked("charset");
            String separator = asked("separator");
            form = new FileForm(charset != null && Sniff.CHARSETS.contains(charset) ? charset : seems.charset(),
                    separator != null && separator.length() == 1 ? separator.charAt(0) : "tab".equals(separator) ? '\t'
                            : seems.separator(), charset == null || asked("header") != null, asked("month") != null);
        }
        return form;
    }

    public String getSeparator() throws IOException {
        return getForm().separator() == '\t' ? "tab" : String.valueOf(getForm().separator());
    }

    public List<String> getCharsets() {
        return Sniff.CHARSETS;
    }

    /** True if it cannot be read as a table. */
    public boolean isBroken() throws IOException {
        return lines().isEmpty() || lines().get(0).size() < 1;
    }

    private List<List<String>> lines() throws IOException {
        if (lines == null) {
            try {
                lines = Sniff.lines(files.read(getFile().id()), getForm(), SHOWN + 1);
            } catch (Sniff.BadFile bad) {
                lines = List.of();
            }
        }
        return lines;
    }

    private List<String> headings() throws IOException {
        List<String> headings = new ArrayList<>();
        int columns = lines().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < columns; i++) {
            String name = getForm().header() && i < lines().get(0).size() ? lines().get(0).get(i).strip() : "";
            headings.add(name.isEmpty() ? desk.say("import.column", Integer.toString(i + 1)) : name);
        }
        return headings;
    }

    /** Where it comes from: a system, or something remembered; as it seems, unless it was said. */
    public String getOrigin() throws IOException {
        String origin = asked("origin");
        if (origin != null) {
            return origin;
        }
        String best = Profiles.NAMES.get(0);
        long most = 0;
        for (String name : Profiles.NAMES) {
            Profile profile = Profiles.named(name);
            long known = headings().stream().filter(heading -> profile.guess(heading).isPresent()).count();
            if (known > most) {
                most = known;
                best = name;
            }
        }
        return best;
    }

    private Profile profile() throws IOException {
        return Profiles.named(getOrigin());
    }

    public List<ImportChoices.Option> getOrigins() {
        List<ImportChoices.Option> origins = new ArrayList<>(Profiles.NAMES.stream()
                .map(name -> new ImportChoices.Option(name, desk.say("import.origin." + name))).toList());
        remembered.names(getFile().brand()).forEach(name -> origins.add(new ImportChoices.Option(OWN + name, name)));
        return origins;
    }

    /**
     * A column of the file.
     *
     * @param field the name of the field that says what it holds
     */
    public record Column(String field, String heading, List<String> samples, String chosen) {
    }

    public List<Column> getColumns() throws IOException {
        List<String> headings = headings();
        Map<String, Target> own = getOrigin().startsWith(OWN)
                ? remembered.find(getFile().brand(), getOrigin().substring(OWN.length())).orElse(Map.of()) : Map.of();
        List<List<String>> samples = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int at = i;
            samples.add(lines().subList(getForm().header() ? 1 : 0, lines().size()).stream()
                    .map(line -> at < line.size() ? line.get(at) : "").toList());
        }
        List<Target> guess = sent() ? filled().targets(headings.size())
                : ImportForm.seen(ImportForm.guess(headings, profile(), own), samples);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            columns.add(new Column("c" + i, headings.get(i), samples.get(i), guess.get(i).toString()));
        }
        return columns;
    }

    private ImportForm filled() {
        Map<String, String> fields = new LinkedHashMap<>();
        all().forEach((name, values) -> fields.put(name, values[0]));
        return new ImportForm(fields, Arrays.asList(all().getOrDefault("about", new String[0])));
    }

    /** A field as it was filled in; before, as it seems. */
    public String value(String name) throws IOException {
        if (sent()) {
            return filled().value(name, "");
        }
        return switch (name) {
            case "everybody" -> ImportForm.everybody(headings(), profile()).map(Status::name).orElse("");
            case "audience" -> "CONSUMER";
            default -> "";
        };
    }

    public boolean chosen(String about) {
        return filled().about().contains(about);
    }

    /** What is wrong with a field, or nothing. */
    public String flaw(String field) {
        return flaws.containsKey(field) ? desk.say(flaws.get(field)) : "";
    }

    public boolean isFlawed() {
        return !flaws.isEmpty();
    }

    public ImportChoices getChoices() {
        return choices.of(getFile().brand());
    }

    /** Has the file checked as the form says. */
    public void check() throws IOException {
        desk.require(Right.IMPORT, getFile().brand());
        ImportForm sent = filled();
        int columns = headings().size();
        flaws = sent.flaws(columns, getChoices()::purpose, desk.today());
        if (!flaws.isEmpty()) {
            return;
        }
        String name = sent.value("remember", "").strip();
        if (!name.isEmpty() && name.length() <= 60) {
            remembered.keep(getFile().brand(), name, headings(), sent.targets(columns));
        }
        String origin = getOrigin().startsWith(OWN) ? Profiles.NAMES.get(0) : getOrigin();
        long id = jobs.ask(new Jobs.Asked(JobKind.CHECK, getFile().brand(), desk.officer().account(),
                sent.order(getForm(), origin, columns, UUID.randomUUID()).json(), getFile().id(), 0));
        desk.audit("import.checked", "job:" + id, getFile().brand(), Map.of("file", getFile().id()));
        desk.redirect("job?id=" + id, "checking");
    }
}
