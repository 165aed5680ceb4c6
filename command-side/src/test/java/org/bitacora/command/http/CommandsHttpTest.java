package org.bitacora.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bitacora.command.Given.A;
import static org.bitacora.command.Given.B;
import static org.bitacora.command.Given.STRANGER;
import static org.bitacora.command.Given.id;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.bitacora.command.CommandReader;
import org.bitacora.command.Given;
import org.bitacora.command.RunningDesk;
import org.bitacora.vocabulary.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsHttpTest {
    private static final String SUBMIT = "{'about':'group','title':'Título','body':'Texto'}";

    private final JsonMapper json = Json.mapper();
    private final RunningDesk running;
    private final MockMvc http;

    private record Answer(int status, @Nullable String location, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }

    CommandsHttpTest(@TempDir Path directory) throws Exception {
        running = RunningDesk.withA(directory);
        CommandReader reader = new CommandReader(json, () -> Given.nothing().now(), new Random(2));
        http = MockMvcBuilders.routerFunctions(
                        new CommandsHttp(running.desk(), reader, json).routes(RunningDesk.SLICES))
                .build();
    }

    @BeforeAll
    void admitB() throws Exception {
        send(A, "/members", "{'memberId':'%s','name':'Integrante B','sector':'government'}".formatted(B));
    }

    @AfterAll
    void close() {
        running.close();
    }

    @Test
    void whatIsNewIsCreatedAtItsAddress() throws Exception {
        Answer answer = send(A, "/suggestions", SUBMIT);
        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.location).isEqualTo("/api/v1/suggestions/" + answer.text("id"));
        assertThat(answer.body.path("events").path(0).path("type").asString()).isEqualTo("SuggestionSubmitted");
        assertThat(answer.body.path("position").asLong())
                .isEqualTo(running.events().size() - 1);
    }

    @Test
    void whatIsSoAlreadyIsNot() throws Exception {
        String suggestion = send(A, "/suggestions", SUBMIT).text("id");
        send(A, "/suggestions/" + suggestion + "/acknowledgements", "{}");
        Answer again = send(B, "/suggestions/" + suggestion + "/acknowledgements", "{}");
        assertThat(again.status).isEqualTo(200);
        assertThat(again.location).isNull();
        assertThat(again.body.path("events")).isEmpty();
    }

    @Test
    void theSameKeyNamesTheSameThing() throws Exception {
        Answer first = answer(request(A, "/suggestions", SUBMIT).header("Idempotency-Key", "once"));
        Answer second = answer(request(A, "/suggestions", SUBMIT).header("Idempotency-Key", "once"));
        assertThat(second.body).isEqualTo(first.body);
    }

    @Test
    void thePartsOfASplitAreGivenIds() throws Exception {
        String suggestion = send(A, "/suggestions", SUBMIT).text("id");
        Answer answer = send(
                A,
                "/suggestions/" + suggestion + "/splits",
                "{'steps':1,'reason':'Dos cosas','parts':[{'title':'Una','body':'U'},{'title':'Dos','body':'D'}]}");
        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.body.path("events")).hasSize(4);
    }

    @Test
    void theAddressNamesTheTargetOfAMerge() throws Exception {
        String into = send(A, "/suggestions", SUBMIT).text("id");
        String source = send(B, "/suggestions", SUBMIT).text("id");
        Answer answer = send(
                A,
                "/suggestions/" + into + "/merges",
                "{'intoSteps':1,'reason':'Lo mismo','sources':[{'suggestionId':'%s','steps':1}]}".formatted(source));
        assertThat(answer.status).isEqualTo(201);
        assertThat(answer.text("id")).isEqualTo(into);
    }

    @Test
    void aRefusalIsAProblemInTheLanguageAskedFor() throws Exception {
        MockHttpServletRequestBuilder empty = request(A, "/suggestions", "{'about':'group'}");
        MockHttpServletResponse spanish = http.perform(empty).andReturn().getResponse();
        assertThat(spanish.getContentType()).isEqualTo("application/problem+json");
        assertThat(spanish.getHeader("Content-Language")).isEqualTo("es-MX");
        assertThat(title(spanish)).isEqualTo("Falta este dato.");
        MockHttpServletResponse english = http.perform(empty.header("Accept-Language", "en-GB,en;q=0.9"))
                .andReturn()
                .getResponse();
        assertThat(title(english)).isEqualTo("This is missing.");
    }

    @Test
    void eachKindOfRefusalHasItsStatus() throws Exception {
        String suggestion = send(A, "/suggestions", SUBMIT).text("id");
        refused(send(null, "/suggestions", SUBMIT), 401, "access.sign-in", "");
        refused(send(B, "/suggestions/" + suggestion + "/withdrawals", "{}"), 403, "access.not-allowed", "");
        refused(send(A, "/suggestions/" + id("none") + "/withdrawals", "{}"), 404, "id.unknown", "suggestionId");
        refused(send(STRANGER, "/suggestions", SUBMIT), 422, "membership.not-active", "");
        Answer moved =
                send(A, "/suggestions/" + suggestion + "/answers", "{'steps':0,'outcome':'noted','reply':'Gracias'}");
        refused(moved, 409, "suggestion.moved-on", "");
        assertThat(moved.body.path("ids").path(0).asString()).isEqualTo(suggestion);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/suggestions | [] | form.not-json | body",
                "/suggestions | {'about' | form.not-json | body",
                "/suggestions | {'about':'group','about':'group'} | form.not-json | body",
                "/suggestions | {'about':'group','title':'T','body':'B','colour':1} | form.unknown-field | colour",
                "/suggestions | {'about':'everything','title':'T','body':'B'} | value.unknown | about",
                "/suggestions | {'about':0,'title':'T','body':'B'} | value.unknown | about",
                "/suggestions | {'about':'','title':'T','body':'B'} | text.empty | about",
                "/suggestions | {'about':'group','title':7,'body':'B'} | value.unknown | title",
                "/suggestions | {'about':'group','title':['T'],'body':'B'} | value.unknown | title",
                "/suggestions | {'about':'group','title':'T','body':'B','occurredOn':'ayer'} | value.unknown | occurredOn",
                "/suggestions | {'about':'group','title':'T','body':'B','capacity':'boss'} | value.unknown | capacity",
                "/suggestions | {'about':'group','title':'T','body':'B','source':{}} | value.unknown | source",
                "/suggestions | {'suggestionId':'x','about':'group','title':'T','body':'B'} | id.malformed | suggestionId",
                "/suggestions/x/answers | {'steps':1,'outcome':'noted','reply':'R'} | id.malformed | suggestionId",
                "/suggestions/x/answers | {'outcome':'noted','reply':'R'} | text.empty | steps",
                "/suggestions/x/answers | {'steps':'1','outcome':'noted','reply':'R'} | value.unknown | steps",
                "/suggestions/x/parkings | {'steps':1,'reason':'R','reviewOn':'2026-13-01'} | value.unknown | reviewOn",
                "/suggestions/x/splits | {'steps':-2147483649,'reason':'R','parts':[]} | value.unknown | steps",
                "/suggestions/x/splits | {'steps':99999999999999999999,'reason':'R','parts':[]} | value.unknown | steps",
                "/suggestions/x/splits | {'steps':1.5,'reason':'R','parts':[]} | value.unknown | steps",
                "/members | {'name':'N','sector':'church'} | sector.unknown | sector",
                "/members | {'name':'N'} | text.empty | sector",
            })
    void whatHasTheWrongFormIsRefusedWithItsField(String path, String body, String code, String field)
            throws Exception {
        refused(send(A, path, body), 422, code, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'sources':[{'suggestionId':'x','steps':1}] | id.malformed | sources.0.suggestionId",
                "'sources':[{'steps':1}] | text.empty | sources.0.suggestionId",
                "'sources':[{'suggestionId':'x'}] | text.empty | sources.0.steps",
                "'sources':[null] | text.empty | sources.0",
                "'sources':'x' | value.unknown | sources",
                "'sources':[{'suggestionId':'x','steps':2147483648}] | value.unknown | sources.0.steps",
                "'sources':[] | list.size | sources",
            })
    void aFaultInAListSaysAtWhichElement(String sources, String code, String field) throws Exception {
        String body = "{'intoSteps':1,'reason':'R',%s}".formatted(sources);
        refused(send(A, "/suggestions/%s/merges".formatted(id("s")), body), 422, code, field);
    }

    @Test
    void whatTheAddressSaysIsNotSaidOtherwiseInTheBody() throws Exception {
        String id = send(A, "/suggestions", SUBMIT).text("id");
        String address = "/suggestions/" + id + "/acknowledgements";
        refused(send(A, address, "{'suggestionId':'" + Given.id("other") + "'}"), 422, "id.mismatch", "suggestionId");
        assertThat(send(A, address, "{'suggestionId':'" + id + "'}").status).isEqualTo(201);
    }

    @Test
    void anEmptyTextMeansThatTheFieldWasLeftOut() throws Exception {
        String body =
                "{'memberId':'','name':'Integrante C','sector':'academia','termEnd':'','source':'','occurredOn':''}";
        Answer answer = send(A, "/members", body);
        assertThat(answer.status).isEqualTo(201);
        assertThat(running.events().getLast().disclosure().payload()).doesNotContain("termEnd");
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        String body = "{'title':'" + "a".repeat(1 << 20) + "'}";
        refused(send(A, "/suggestions", body), 422, "form.too-large", "body");
    }

    @Test
    void aKeyHasItsLimit() throws Exception {
        Answer answer = answer(request(A, "/suggestions", SUBMIT).header("Idempotency-Key", "k".repeat(129)));
        refused(answer, 422, "text.too-long", "key");
    }

    @Test
    void whatOnlyAutomationsAskForHasNoAddress() {
        assertThat(RunningDesk.SLICES.stream().flatMap(slice -> slice.automated().stream()))
                .isNotEmpty()
                .noneMatch(automated -> RunningDesk.SLICES.stream()
                        .flatMap(slice -> slice.endpoints().stream())
                        .anyMatch(endpoint -> endpoint.decision().equals(automated)));
    }

    private static void refused(Answer answer, int status, String code, String field) {
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.status).isEqualTo(status);
    }

    private String title(MockHttpServletResponse response) {
        return json.readTree(response.getContentAsByteArray()).path("title").asString();
    }

    private Answer send(@Nullable String person, String path, String body) throws Exception {
        return answer(request(person, path, body));
    }

    private static MockHttpServletRequestBuilder request(@Nullable String person, String path, String body) {
        MockHttpServletRequestBuilder request = post(CommandsHttp.ROOT + path)
                .contentType("application/json")
                .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return person == null ? request : request.principal(() -> person);
    }

    private Answer answer(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = http.perform(request).andReturn().getResponse();
        return new Answer(
                response.getStatus(), response.getHeader("Location"), json.readTree(response.getContentAsByteArray()));
    }
}
