package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.exchange.entity.ExportOrder;
import org.preferencecenter.exchange.entity.ExportOrder.Form;
import org.preferencecenter.exchange.entity.ExportOrder.What;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.ImportOrder.FileForm;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Exports of a brand of their own; they begin after everybody else's people on the tests' database. */
class ExportIT {

    private final House house = new House();
    private final long before = Long.parseLong(house.ask("select coalesce(max(id), 0) from recipient").get(0));

    private Job export(What what, Form form) {
        ExportOrder order = new ExportOrder(what, form, what.ofStream() ? house.stream.code() : "");
        long job = house.jobs.ask(new Jobs.Asked(JobKind.EXPORT, house.brand.id(), 0, order.json(), 0, 0));
        house.ask("update job set position = " + before + " where id = " + job + " returning id");
        Job done = house.run(job);
        assertEquals(JobState.DONE, done.state(), () -> house.jobs.notes(job, 9).toString());
        return done;
    }

    private String text(Job job) {
        try {
            return new String(house.files.read(job.result()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Our own people only: other tests may add some at the same time. */
    private List<String> ours(Job job) {
        return text(job).lines().filter(line -> line.contains(house.mark)).map(line -> line.replace("@" + house.mark + ".example", "@")
                .replaceAll("^[0-9]+,", "")).sorted().toList();
    }

    private void people() {
        ImportOrder order = house.order(Target.of(Target.Kind.EMAIL), Target.of(Target.Kind.STATUS), Target.of(Target.Kind.NAME));
        house.run(JobKind.IMPORT, order, "email,status,name\n" + ("ann@,subscribed,Ann Lee\nbob@,subscribed,'=Bob\nstop@,unsubscribed,\n"
                + "none@,,\nbad@,subscribed,\n").replace("@", "@" + house.mark + ".example"));
        house.suppressions.suppress(Channel.EMAIL, house.address("bad"), 0, SuppressionReason.BOUNCE);
    }

    @Test
    void an_audience_is_who_may_be_written_to_now_by_the_desks_own_decision() {
        people();
        Job job = export(What.AUDIENCE, Form.CSV);
        assertEquals(List.of("ann@,Ann Lee,,,FR,2025-03-14 00:00:00", "bob@,'=Bob,,,FR,2025-03-14 00:00:00"), ours(job));
        assertEquals(List.of("2"), house.ask("select count(*) from decision where asked_by = 'export' and recipient_id > " + before
                + " and recipient_id in (select recipient_id from address where normal like '%@" + house.mark + ".example')"),
                "what is handed out is kept as a decision");
    }

    @Test
    void who_stopped_and_what_was_chosen_is_told_too() {
        people();
        assertEquals(List.of("bad@,bounced,,bounce", "stop@,unsubscribed,2026-11-22 10:00:00,import"), ours(export(What.STOPPED, Form.CSV)));
        assertEquals(List.of("ann@,purpose,letter,EMAIL,GRANTED,2025-03-14T00:00:00Z,,,import",
                "bad@,purpose,letter,EMAIL,GRANTED,2025-03-14T00:00:00Z,,,import", "bob@,purpose,letter,EMAIL,GRANTED,2025-03-14T00:00:00Z,,,import",
                "stop@,brand,,EMAIL,REFUSED,2026-11-22T10:00:00Z,,,import"), ours(export(What.CHOICES, Form.CSV)));
    }

    /** S-37: what came by itself is told from what somebody meant. */
    @Test
    void whose_doing_a_stop_is_stands_beside_it() {
        house.run(JobKind.IMPORT, house.order(Target.of(Target.Kind.EMAIL), Target.of(Target.Kind.STATUS)), "email,status\n"
                + "click@,subscribed\nspam@,subscribed\ncall@,subscribed\nold@,subscribed\n".replace("@", "@" + house.mark + ".example"));
        Scope brand = Scope.brand(house.brand.id());
        house.consents.withdraw(new OneClick(house.recipient("click"), brand, 0, true)).toCompletableFuture().join();
        house.consents.withdraw(OneClick.byComplaint(house.recipient("spam"), brand, 0)).toCompletableFuture().join();
        house.suppressions.suppress(Channel.EMAIL, house.address("spam"), 0, SuppressionReason.COMPLAINT);
        house.consents.stopEverything(house.recipient("call"), brand, Origin.agent(7, "call", null, 0, null));
        house.consents.stopEverything(house.recipient("old"), brand, new Origin(Origin.Actor.SYSTEM, "expiry", null, 0, 0, null));
        assertEquals(List.of("call@,unsubscribed,agent", "click@,unsubscribed,recipient", "old@,unsubscribed,expiry",
                "spam@,complained,complaint"), ours(export(What.STOPPED, Form.CSV)).stream().map(line -> line.replaceAll(",[0-9: -]+,", ",")).toList());
    }

    @Test
    void a_spreadsheet_holds_the_same_as_text() throws IOException {
        people();
        Job job = export(What.AUDIENCE, Form.XLSX);
        assertTrue(house.files.find(job.result()).orElseThrow().name().endsWith(".xlsx"));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        SheetReading.toCsv(house.files.read(job.result()), csv);
        assertEquals(text(export(What.AUDIENCE, Form.CSV)).substring(1), csv.toString(StandardCharsets.UTF_8));
    }

    /** What another system is given, it gives back: the same people, the same answers, of the same day. */
    @ParameterizedTest
    @EnumSource(value = Form.class, names = {"MAILCHIMP", "BREVO", "ONETRUST"})
    void what_is_exported_for_a_system_is_understood_when_it_comes_from_there(Form form) {
        people();
        for (What what : List.of(What.AUDIENCE, What.STOPPED)) {
            String file = text(export(what, form));
            String header = file.lines().findFirst().orElseThrow();
            House other = new House();
            String ours = header + "\n" + file.lines().filter(line -> line.contains(house.mark))
                    .map(line -> line.replace(house.mark, other.mark)).collect(Collectors.joining("\n"));
            Job job = other.run(JobKind.IMPORT, other.guessed(form.name().toLowerCase(java.util.Locale.ROOT), null, header), ours);
            assertEquals(Map.of(), job.counts().entrySet().stream().filter(count -> !List.of("lines", "fresh", "changed", "suppressions")
                    .contains(count.getKey())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)), file);
            if (what == What.AUDIENCE) {
                assertEquals("GRANTED 2025-03-14T00:00:00Z", other.state("ann") + " " + other.consents.choices(other.recipient("ann"))
                        .at(other.letter()).orElseThrow().since());
                assertTrue(form == Form.ONETRUST || other.name("ann").equals("Ann Lee"));
            } else {
                assertTrue(other.consents.choices(other.recipient("stop")).on(other.letter.scopes(), Channel.EMAIL).state().stops());
            }
        }
    }

    private static byte[] bytes(String text, String charset) {
        return switch (charset) {
            case "UTF-8+BOM" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case "UTF-16" -> text.getBytes(StandardCharsets.UTF_16);   // big-endian with a mark
            default -> text.getBytes(java.nio.charset.Charset.forName(charset));
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"UTF-8|,", "UTF-8|;", "UTF-8|TAB", "UTF-8|'|'", "UTF-8+BOM|;", "windows-1252|;", "UTF-16|,",
        "UTF-16LE|;"})
    void the_encoding_and_the_separator_are_found(String charset, String between) throws IOException {
        char separator = between.equals("TAB") ? '\t' : between.charAt(0);
        String file = "Prénom,E-mail,Réponse\n\"Zoé, \"\"la grande\"\"\nDupré\",zoe@é.example,déjà été\nÉmile,b@c.example,à côté du café\n"
                .replace(',', separator).replace("Zoé" + separator, "Zoé,");
        byte[] bytes = bytes(file, charset);
        FileForm form = Sniff.form(new ByteArrayInputStream(bytes));
        assertEquals(separator, form.separator());
        assertEquals(List.of(List.of("Prénom", "E-mail", "Réponse"), List.of("Zoé, \"la grande\"\nDupré", "zoe@é.example", "déjà été"),
                List.of("Émile", "b@c.example", "à côté du café")), Sniff.lines(new ByteArrayInputStream(bytes), form, 9));
    }

    @Test
    void dates_and_long_numbers_of_a_spreadsheet_are_what_they_were() throws IOException {
        ByteArrayOutputStream sheet = new ByteArrayOutputStream();
        org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(sheet, "t", "1.0");
        org.dhatim.fastexcel.Worksheet page = book.newWorksheet("1");
        page.value(0, 0, "date");
        page.value(1, 0, java.time.LocalDateTime.of(2024, 5, 6, 7, 8, 9));
        page.style(1, 0).format("dd/mm/yyyy hh:mm").set();
        page.value(2, 0, java.time.LocalDate.of(2024, 5, 6));
        page.style(2, 0).format("yyyy-MM-dd").set();
        page.value(3, 0, 33639980011L);
        page.value(3, 2, "text, with a comma");
        book.finish();
        Uploads.Received received = new Uploads(house.files).receive(house.brand.id(), "d.xlsx", new ByteArrayInputStream(sheet.toByteArray()));
        assertEquals("date\n2024-05-06T07:08:09\n2024-05-06\n33639980011,,\"text, with a comma\"\n",
                new String(house.files.read(received.id()).readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        assertEquals(Uploads.Flaw.NO_SHEET, new Uploads(house.files).receive(house.brand.id(), "d.xlsx",
                new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4, 9, 9, 9})).flaw());
    }

    @Test
    void a_file_is_stored_in_sealed_pieces_and_read_as_it_was() throws IOException {
        byte[] bytes = "a secret address\n".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        long id = house.upload(bytes);
        assertEquals(new String(bytes, StandardCharsets.US_ASCII), new String(house.files.read(id).readAllBytes(), StandardCharsets.US_ASCII));
        assertEquals(List.of("3 0"), house.ask("select count(*) || ' ' || count(*) filter (where position('secret'::bytea in sealed) > 0) "
                + "from stored_piece where file_id = " + id));
        assertEquals(40_000, house.files.find(id).orElseThrow().lines());
        house.clock.wait(FileStore.KEPT.plusDays(1));
        assertTrue(house.files.find(id).isEmpty(), "what is too old is not handed out, though it is still to be cleared away");
        house.jobs.forget();
        assertEquals(List.of("0"), house.ask("select count(*) from stored_piece where file_id = " + id));
    }
}
