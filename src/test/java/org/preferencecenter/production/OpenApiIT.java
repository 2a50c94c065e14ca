package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.JsonValidationReportFormat;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.demo.control.CatalogueSeed;
import org.preferencecenter.sms.control.SmsNumbers;

/**
 * The API's document against the API: every method is in it and nothing else, each with its permission and its problems,
 * and what really goes over the wire is what the document says. Who adds a method adds rows to {@link #calls}.
 */
class OpenApiIT {

    private static final String MESSAGE = "From: a@news.theatre-des-vents.example\r\nTo: callum.adeyemi@example.com\r\n"
            + "Subject: hi\r\n\r\nbody\r\n";
    private static final String KEY = "{\"name\": \"documented\", \"permissions\": [\"ASK\", \"SEND\"],"
            + " \"expires\": \"2099-01-01T00:00:00Z\", \"perMinute\": 10}";

    private static final String CONTACT = "{\"key\": \"documented\", \"stream\": \"invitations\", \"recipient\": 2,"
            + " \"at\": \"" + Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS) + "\", \"outcome\": \"ANSWERED\"}";
    private static final String ACTION = "{\"action\": \"CLICK\", \"at\": \"" + Instant.now().minusSeconds(60)
            .truncatedTo(ChronoUnit.SECONDS) + "\", \"address\": \"callum.adeyemi@example.com\"}";

    private static final String TEXT = "{\"id\": \"documented\", \"from\": \"+33639980099\", \"to\": \"+33639989999\","
            + " \"text\": \"STOP\", \"at\": \"2026-11-20T09:00:00Z\"}";

    private static Production server;
    private static String text;
    private static OpenAPI document;
    private static OpenApiInteractionValidator validator;

    /** One real request to an operation: the status it must have, and whether the request itself keeps to the document. */
    private static Stream<Call> calls() {
        return Stream.of(
                new Call("keysList", 200, "GET", "/api/v1/keys"),
                new Call("keysList", 200, "GET", "/api/v1/keys?before=0123456789abcdef"),
                new Call("keysList", 401, "GET", "/api/v1/keys").key(""),
                new Call("keysList", 422, "GET", "/api/v1/keys?before=nonsense"),
                new Call("keysCreate", 201, "POST", "/api/v1/keys").body("application/json", KEY),
                new Call("keysCreate", 422, "POST", "/api/v1/keys").body("application/json", "{\"name\": 1}").wrong(),
                new Call("keysCreate", 415, "POST", "/api/v1/keys").body("text/plain", KEY).wrong(),
                new Call("keysRotate", 201, "POST", "/api/v1/keys/{key}/rotate?graceDays=1"),
                new Call("keysRotate", 404, "POST", "/api/v1/keys/0123456789abcdef/rotate"),
                new Call("keysRotate", 409, "POST", "/api/v1/keys/{ended}/rotate"),
                new Call("keysRotate", 422, "POST", "/api/v1/keys/{key}/rotate?graceDays=-1").wrong(),
                new Call("keysRevoke", 204, "DELETE", "/api/v1/keys/{key}"),
                new Call("keysRevoke", 404, "DELETE", "/api/v1/keys/0123456789abcdef"),
                ask(200, "{\"stream\": \"lettre-jazz\", \"address\": \"callum.adeyemi@example.com\"}"),
                ask(200, "{\"stream\": \"invitations\", \"recipient\": 1, \"at\": \"2027-01-03T03:00:00Z\", \"lang\": \"fr\"}"),
                ask(200, "{\"stream\": \"billets\", \"address\": \"nobody@example.com\", \"reserve\": true}"),
                ask(400, "{").wrong(),
                ask(404, "{\"stream\": \"nope\", \"address\": \"a@example.org\"}"),
                ask(413, "{\"stream\": \"" + "x".repeat(70_000) + "\"}").wrong(),
                ask(422, "{\"stream\": \"billets\"}").wrong(),
                batch(200, "?stream=lettre-jazz", "application/x-ndjson", "{\"address\": \"a@example.org\"}\n"),
                batch(200, "?reasons=first&lang=en", "text/csv", "stream,address\nlettre-jazz,a@example.org\n"),
                batch(404, "?stream=nope", "application/x-ndjson", "{}\n"),
                batch(415, "", "application/json", "{}").wrong(),
                batch(422, "", "text/csv", "who\n"),
                new Call("audienceList", 200, "GET", "/api/v1/audiences/lettre-jazz?limit=2&include=deferred"),
                new Call("audienceList", 404, "GET", "/api/v1/audiences/nope"),
                new Call("audienceList", 422, "GET", "/api/v1/audiences/lettre-jazz?limit=0").wrong(),
                new Call("decisionsFind", 200, "GET", "/api/v1/decisions/{decision}?lang=fr"),
                new Call("decisionsFind", 404, "GET", "/api/v1/decisions/00000000-0000-7000-8000-000000000000"),
                new Call("decisionsRelease", 204, "DELETE", "/api/v1/decisions/{decision}/reservation"),
                new Call("decisionsRelease", 404, "DELETE", "/api/v1/decisions/00000000-0000-7000-8000-000000000000/reservation"),
                report(200, CONTACT),
                report(400, "[]").wrong(),
                report(404, CONTACT.replace("invitations", "nope")),
                report(409, CONTACT.replace("ANSWERED", "REFUSED")),
                report(422, CONTACT.replace("ANSWERED", "LIKED")).wrong(),
                new Call("contactsReport", 200, "POST", "/api/v1/contacts").body("application/x-ndjson", CONTACT + "\nnonsense\n"),
                act(200, ACTION),
                act(400, "[]").wrong(),
                act(422, ACTION.replace("CLICK", "OPEN")).wrong(),
                new Call("actionsReport", 200, "POST", "/api/v1/actions").body("application/x-ndjson", ACTION + "\nnonsense\n"),
                new Call("lawRules", 200, "GET", "/api/v1/law").key(""),
                new Call("lawRules", 200, "GET", "/api/v1/law?at=2026-08-11&jurisdiction=FR&lang=fr"),
                new Call("lawRules", 422, "GET", "/api/v1/law?at=tomorrow").wrong(),
                new Call("lawRules", 422, "GET", "/api/v1/law?jurisdiction=ZZ"),
                new Call("lawRules", 422, "GET", "/api/v1/law?lang=xx"),
                new Call("lawBook", 200, "GET", "/api/v1/law/{digest}"),
                new Call("lawBook", 404, "GET", "/api/v1/law/" + "0".repeat(64)),
                new Call("lawDeadline", 200, "GET", "/api/v1/law/deadline?rule=US-01&jurisdiction=US&from=2026-11-22T09:30:00Z"),
                new Call("lawDeadline", 422, "GET", "/api/v1/law/deadline?rule=US-99&jurisdiction=US&from=2026-11-22T09:30:00Z"),
                message(200, "?stream=billets&to=a@example.org"),
                message(403, "?stream=lettre-jazz&to=nobody@example.com"),
                message(404, "?stream=nope"),
                message(422, "").wrong(),
                message(401, "?stream=billets").key("Bearer nonsense"),
                doctor(200, "?stream=billets&from=a@example.org&lang=fr"),
                doctor(200, ""),
                doctor(404, "?stream=nope"),
                new Call("doctorExamine", 422, "POST", "/api/v1/doctor").body("message/rfc822", "no message"),
                doctor(401, "").key("Bearer nonsense"),
                invitation(200, "?stream=lettre-theatre&to=callum.adeyemi@example.com"),
                invitation(204, "?stream=lettre-jazz&to=noemie.bernard@example.net"),
                invitation(404, "?stream=nope&to=a@example.org"),
                invitation(422, "?stream=billets&to=a@example.org"),
                invitation(422, "").wrong(),
                headers(200, "?stream=billets&to=a@example.org"),
                headers(200, "?stream=lettre-jazz&reserve=true&existing=respect"),
                headers(403, "?stream=lettre-jazz&to=nobody@example.com&lang=fr"),
                headers(404, "?stream=nope"),
                headers(422, "?stream=billets&existing=nonsense"),
                headers(422, "").wrong(),
                headers(401, "?stream=billets").key(""),
                text(200, "application/json", TEXT),
                text(200, "application/json", TEXT.replace("STOP", "START")),
                text(200, "application/json", TEXT.replace("STOP", "HELP")),
                text(200, "application/json", TEXT.replace("STOP", "no more")),
                text(200, "application/x-www-form-urlencoded", "From=%2B33639980098&To=%2B33639989999&Body=Bonjour"),
                text(400, "application/json", "[]").wrong(),
                text(413, "application/json", "{\"text\": \"" + "x".repeat(70_000) + "\"}").wrong(),
                text(415, "text/plain", "STOP").wrong(),
                text(422, "application/json", "{\"text\": \"STOP\"}").wrong(),
                text(401, "application/json", TEXT).key(""),
                new Call("statesAt", 200, "GET", "/api/v1/states?recipient=1&purpose=lettre"),
                new Call("statesAt", 200, "GET", "/api/v1/states?recipient=1&brand=theatre-des-vents&purpose=lettre&topic=jazz&channel=SMS"
                        + "&at=2026-03-01T00:00:00Z"),
                new Call("statesAt", 404, "GET", "/api/v1/states?recipient=1&purpose=nope"),
                new Call("statesAt", 404, "GET", "/api/v1/states?recipient=999999999&purpose=lettre"),
                new Call("statesAt", 422, "GET", "/api/v1/states?recipient=1&purpose=lettre&at=yesterday").wrong(),
                new Call("statesAt", 401, "GET", "/api/v1/states?recipient=1&purpose=lettre").key(""),
                evidence(201, "&name=form.html", "application/pdf", "%PDF-1.4 signed"),
                evidence(201, "", "text/plain", "Recorder 3, 14 March, 00:12"),
                evidence(404, "", "application/pdf", "%PDF-1.4 signed").at("?recipient=999999999&change={change}"),
                evidence(404, "", "application/pdf", "%PDF-1.4 signed").at("?recipient=1&change=00000000-0000-4000-8000-000000000000"),
                evidence(422, "", "application/pdf", "<html><script>1</script>"),
                evidence(422, "", "image/png", "%PDF-1.4 signed"),
                evidence(422, "", "application/pdf", "%PDF-1.4 /JavaScript"),
                evidence(422, "", "text/plain", "x".repeat(201)).wrong(),
                evidence(422, "", "application/pdf", "%PDF-1.4 signed").at("?recipient=1").wrong(),
                evidence(415, "", "application/json", "{}").wrong(),
                evidence(401, "", "application/pdf", "%PDF-1.4 signed").key(""),
                new Call("evidenceList", 200, "GET", "/api/v1/evidence?recipient=1"),
                new Call("evidenceList", 404, "GET", "/api/v1/evidence?recipient=999999999"),
                new Call("evidenceList", 422, "GET", "/api/v1/evidence").wrong(),
                new Call("evidenceFetch", 200, "GET", "/api/v1/evidence/{evidence}?recipient=1"),
                new Call("evidenceFetch", 404, "GET", "/api/v1/evidence/{evidence}?recipient=2"),
                new Call("oppositionListsList", 200, "GET", "/api/v1/opposition-lists"),
                numbers("oppositionListsReplace", 200, "PUT", "DNCM?date=2026-11-01&form=numbers"),
                numbers("oppositionListsReplace", 409, "PUT", "DNCM?date=2026-10-01"),
                numbers("oppositionListsReplace", 404, "PUT", "NOPE?date=2026-11-01"),
                numbers("oppositionListsReplace", 422, "PUT", "DNCM?date=yesterday").wrong(),
                numbers("oppositionListsScreen", 200, "POST", "DNCM/screening?at=2026-11-20"),
                numbers("oppositionListsScreen", 409, "POST", "ROBINSON/screening"),
                numbers("oppositionListsScreen", 422, "POST", "DNCM/screening?at=now"));
    }

    private static Call evidence(int status, String more, String type, String body) {
        return new Call("evidenceAdd", status, "POST", "/api/v1/evidence?recipient=1&change={change}" + more).body(type, body);
    }

    private static Call doctor(int status, String query) {
        return new Call("doctorExamine", status, "POST", "/api/v1/doctor" + query).body("message/rfc822", MESSAGE);
    }

    private static Call numbers(String operation, int status, String method, String path) {
        return new Call(operation, status, method, "/api/v1/opposition-lists/" + path).body("text/plain", "0470 12 34 56\n");
    }

    private static Call text(int status, String type, String body) {
        return new Call("textsReceive", status, "POST", "/api/v1/texts?reply=answer").body(type, body);
    }

    private static Call ask(int status, String body) {
        return new Call("decisionsAsk", status, "POST", "/api/v1/decisions").body("application/json", body);
    }

    private static Call report(int status, String body) {
        return new Call("contactsReport", status, "POST", "/api/v1/contacts").body("application/json", body);
    }

    private static Call act(int status, String body) {
        return new Call("actionsReport", status, "POST", "/api/v1/actions").body("application/json", body);
    }

    private static Call batch(int status, String query, String type, String body) {
        return new Call("batchAsk", status, "POST", "/api/v1/decisions:batch" + query).body(type, body);
    }

    private static Call message(int status, String query) {
        return new Call("messagesSend", status, "POST", "/api/v1/messages" + query).body("message/rfc822", MESSAGE);
    }

    private static Call invitation(int status, String query) {
        return new Call("invitationsInvite", status, "GET", "/api/v1/invitation" + query);
    }

    private static Call headers(int status, String query) {
        return new Call("headersStamp", status, "POST", "/api/v1/headers" + query).body("text/rfc822-headers", MESSAGE);
    }

    @BeforeAll
    static void read() throws Exception {
        server = Production.running();
        new SmsNumbers(server.database).put("+33639989999", null, CatalogueSeed.BRAND);
        HttpResponse<String> answer = server.get("/openapi", "Accept", "application/json");
        assertEquals(200, answer.statusCode());
        text = answer.body();
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(text);
        assertEquals(List.of(), read.getMessages(), "an independent parser finds nothing wrong with it");
        document = read.getOpenAPI();
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    }

    @Test
    void it_names_itself_its_license_and_how_to_show_a_key() {
        assertEquals("Preference Center", document.getInfo().getTitle());
        assertEquals("v1", document.getInfo().getVersion());
        assertEquals("Apache-2.0", document.getInfo().getLicense().getName());
        assertEquals(List.of("/"), document.getServers().stream().map(s -> s.getUrl()).toList());
        assertEquals("bearer", document.getComponents().getSecuritySchemes().get("key").getScheme());
        assertTrue(document.getComponents().getSchemas().get("Problem").getRequired().contains("detail"));
    }

    @Test
    void every_method_of_the_API_is_in_it_and_nothing_else() {
        assertEquals(new TreeSet<>(ApiMethods.all().keySet()), new TreeSet<>(operations().keySet()));
    }

    @Test
    void no_two_operations_have_one_id() {
        List<String> ids = operations().values().stream().map(Operation::getOperationId).sorted().toList();
        assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
    }

    @Test
    void every_operation_says_what_it_does_whom_it_answers_and_how_it_refuses() {
        assertAll(ApiMethods.all().entrySet().stream().map(entry -> () -> {
            String at = entry.getKey();
            Operation operation = operations().get(at);
            assertFalse(operation.getSummary() == null || operation.getTags() == null, at + " has a summary and a tag");
            Needs needs = entry.getValue().getAnnotation(Needs.class);
            assertEquals(needs == null ? null : needs.value().name(), extension(operation), at + " names its permission");
            assertEquals(needs == null ? 0 : 1, operation.getSecurity() == null ? 0 : operation.getSecurity().size(), at);
            Set<String> said = operation.getResponses().keySet();
            assertTrue(said.containsAll(needs == null ? Set.of("500") : Set.of("401", "403", "429", "500")), at + said);
            assertTrue(said.stream().anyMatch(status -> status.startsWith("2")), at + " says how it answers when all is well");
        }));
    }

    private static String extension(Operation operation) {
        return operation.getExtensions() == null ? null : (String) operation.getExtensions().get("x-permission");
    }

    @Test
    void every_operation_is_really_called_once_with_success() {
        Set<String> called = calls().filter(call -> call.status < 300).map(call -> call.operation)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = operations().values().stream().map(Operation::getOperationId)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(documented, called);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void what_goes_over_the_wire_is_what_the_document_says(Call call) {
        String path = call.path.replace("{key}", key()).replace("{ended}", call.path.contains("{ended}") ? ended() : "")
                .replace("{decision}", call.path.contains("{decision}") ? decision() : "")
                .replace("{digest}", call.path.contains("{digest}") ? digest() : "")
                .replace("{change}", call.path.contains("{change}") ? change() : "")
                .replace("{evidence}", call.path.contains("{evidence}") ? evidence() : "");
        HttpResponse<String> answer = call.send(server, path);
        assertEquals(call.status, answer.statusCode(), answer.body());
        assertEquals(call.operation, operation(call.method, path).getOperationId());

        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.withHeader(name, values));
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        conforms(validator.validateResponse(path.split("\\?")[0], Request.Method.valueOf(call.method), response.build()));
        if (!call.wrong && call.status != 401) {
            conforms(validator.validateRequest(request(call, path)));
        }
    }

    /** The guard itself: an answer that breaks the document is found. */
    @Test
    void an_answer_with_a_wrong_member_does_not_conform() {
        ValidationReport report = validator.validateResponse("/api/v1/keys", Request.Method.GET, SimpleResponse.Builder.ok()
                .withContentType("application/json").withBody("{\"keys\": [{\"id\": \"not an id\"}]}").build());
        assertTrue(report.hasErrors());
        assertTrue(validator.validateResponse("/api/v1/keys", Request.Method.GET, SimpleResponse.Builder.status(401)
                .withContentType("application/problem+json").withBody("{\"title\": 1}").build()).hasErrors());
    }

    private static SimpleRequest request(Call call, String path) {
        String[] parts = path.split("\\?");
        SimpleRequest.Builder request = new SimpleRequest.Builder(call.method, parts[0])
                .withHeader("Authorization", "Bearer " + Production.API_KEY);
        if (parts.length > 1) {
            for (String pair : parts[1].split("&")) {
                request.withQueryParam(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        if (call.body != null) {
            request.withContentType(call.type).withBody(call.body);
        }
        return request.build();
    }

    private static void conforms(ValidationReport report) {
        assertFalse(report.hasErrors(), () -> JsonValidationReportFormat.getInstance().apply(report));
    }

    private static String key() {
        HttpResponse<String> made = new Call("keysCreate", 201, "POST", "/api/v1/keys").body("application/json", KEY)
                .send(server, "/api/v1/keys");
        return made.body().replaceFirst(".*\"id\":\"([0-9a-f]{16})\".*", "$1");
    }

    private static String decision() {
        return ask(200, "{\"stream\": \"lettre-jazz\", \"recipient\": 1, \"reserve\": true}").send(server, "/api/v1/decisions").body()
                .replaceFirst(".*\"decision\":\"([0-9a-f-]{36})\".*", "$1");
    }

    private static String change() {
        return server.get("/api/v1/states?recipient=1&purpose=lettre&topic=theatre", "Authorization", "Bearer " + Production.API_KEY).body()
                .replaceFirst(".*\"change\":\"([0-9a-f-]{36})\".*", "$1");
    }

    private static String evidence() {
        return evidence(201, "", "application/pdf", "%PDF-1.4 signed").send(server, "/api/v1/evidence?recipient=1&change=" + change()).body()
                .replaceFirst(".*\"id\":\"([0-9a-f-]{36})\".*", "$1");
    }

    private static String ended() {
        String id = key();
        assertEquals(204, new Call("keysRevoke", 204, "DELETE", "").send(server, "/api/v1/keys/" + id).statusCode());
        return id;
    }

    private static String digest() {
        return server.get("/api/v1/law").body().replaceFirst("(?s).*?\"digest\":\"([0-9a-f]{64})\".*", "$1");
    }

    private static Operation operation(String method, String path) {
        return operations().entrySet().stream().filter(entry -> (method + " " + path.split("\\?")[0])
                .matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))).findFirst().orElseThrow().getValue();
    }

    /** By method and path, {@code GET /api/v1/keys}. */
    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((PathItem.HttpMethod method, Operation one)
                -> operations.put(method + " " + path, one)));
        return operations;
    }
}
