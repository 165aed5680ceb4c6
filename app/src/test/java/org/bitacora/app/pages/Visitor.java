package org.bitacora.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser without JavaScript: keeps cookies, opens pages, fills in the forms that they carry and presses their buttons. */
final class Visitor {
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"\\s*/?>");

    private final String server;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private HttpResponse<String> shown;

    Visitor(int port) throws IOException, InterruptedException {
        this.server = "http://127.0.0.1:" + port;
        this.shown = open("/entrar");
    }

    /** Opens an address as if it were typed. */
    HttpResponse<String> open(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address.startsWith("http") ? address : server + address))
                .header("Accept", "text/html")
                .build();
        shown = client.send(request, BodyHandlers.ofString());
        return shown;
    }

    /** Fills in a form of the page that is open; its hidden fields come along. */
    Filled form(String action) {
        Map<String, String> fields = new LinkedHashMap<>();
        MatchResult form =
                formOf(action).orElseThrow(() -> new AssertionError("no form to " + action + " in:\n" + shown.body()));
        HIDDEN.matcher(form.group(2)).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return new Filled(action, fields);
    }

    boolean offers(String action) {
        return formOf(action).isPresent();
    }

    String page() {
        return shown.body();
    }

    private Optional<MatchResult> formOf(String action) {
        return FORM.matcher(shown.body())
                .results()
                .filter(form -> form.group(1).equals(action) && form.group().contains("method=\"post\""))
                .findFirst();
    }

    /** Presses the button of whatever form is posted to this address on the page that is open. */
    HttpResponse<String> press(String action) throws IOException, InterruptedException {
        return form(action).send();
    }

    final class Filled {
        private final String action;
        private final Map<String, String> fields;

        private Filled(String action, Map<String, String> fields) {
            this.action = action;
            this.fields = fields;
        }

        Filled with(String name, String value) {
            fields.put(name, value);
            return this;
        }

        HttpResponse<String> send() throws IOException, InterruptedException {
            String body = fields.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            HttpRequest request = HttpRequest.newBuilder(URI.create(server + action))
                    .header("Accept", "text/html")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            shown = client.send(request, BodyHandlers.ofString());
            return shown;
        }

        /** Sends it, and goes where that leads. */
        HttpResponse<String> record() throws IOException, InterruptedException {
            HttpResponse<String> answer = send();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
            return open(answer.headers().firstValue("Location").orElseThrow());
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** What a pattern's first group finds on the page that is open. */
    List<String> found(String pattern) {
        return PageSources.found(Pattern.compile(pattern), shown.body());
    }
}
