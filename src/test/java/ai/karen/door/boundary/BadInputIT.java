package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.RawSocket;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.TestingEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a careless or a hostile client sends, one row for each; every answer helps and tells
 * nothing.
 */
class BadInputIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final ScriptedChain CHAIN = SharedEngine.chain();
  private static final String GOOD =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
          .formatted(CHAIN.name());
  private static final String[] INSIDES = {
    "exception",
    "resteasy",
    "srve",
    "cwwk",
    "liberty",
    "jsp",
    "jakarta",
    "ai.karen.",
    "parsson",
    "/wlp"
  };

  private final EngineClient client = SharedEngine.client();

  @BeforeAll
  static void answer() {
    CHAIN.first().always(Behaviours.answer("Hello."));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {'model':7}                       | model
          {'model':''}                      | model
          {'model':'a\\nb'}                 | model
          {'model':null}                    | model
          {'messages':{}}                   | messages
          {'messages':[]}                   | messages
          {'messages':'Hello'}              | messages
          {'messages':[7]}                  | messages[0]
          {'messages':[{'role':'boss','content':'x'}]} | messages[0].role
          {'messages':[{'role':7,'content':'x'}]}      | messages[0].role
          {'messages':[{'role':'user','content':7}]}   | messages[0].content
          {'messages':[{'role':'user','content':[7]}]} | messages[0].content
          {'messages':[{'role':'user','content':{}}]}  | messages[0].content
          {'stream':'yes'}                  | stream
          {'stream_options':true}           | stream_options
          {'stream_options':{'include_usage':'x'}} | stream_options.include_usage
          {'n':0}                           | n
          {'n':-1}                          | n
          {'n':1000000000}                  | n
          {'n':1.5}                         | n
          {'max_tokens':-1}                 | max_tokens
          {'max_tokens':'many'}             | max_tokens
          {'max_completion_tokens':0}       | max_completion_tokens
          {'temperature':'hot'}             | temperature
          {'top_p':[]}                      | top_p
          {'stop':7}                        | stop
          {'tools':{}}                      | tools
          {'tools':['x']}                   | tools
          {'tool_choice':7}                 | tool_choice
          {'response_format':'json'}        | response_format
          {'logit_bias':[]}                 | logit_bias
          {'seed':0.5}                      | seed
          {'user':7}                        | user
          """)
  void aFieldOfAWrongTypeIsNamed(String fields, String param) {
    JsonObject error = refused(client.post(CHAT, with(fields)), 400);

    assertThat(error.getString("param")).isEqualTo(param);
    assertThat(error.getString("message")).contains("'" + param + "' must be ");
  }

  @Test
  void aModelsNameHas256CharactersAndNotOneMore() {
    String longest = "unknown/" + "m".repeat(248);

    refused(client.post(CHAT, with("{'model':'" + longest + "'}")), 404);
    refused(client.post(CHAT, with("{'model':'" + longest + "m'}")), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "n, 128, 129",
    "max_tokens, 2147483647, 2147483648",
    "max_completion_tokens, 2147483647, 2147483648",
    "top_logprobs, 2147483647, 2147483648"
  })
  void r5ACountAtItsLimitIsTakenAndOneMoreIsNot(String name, long most, long more) {
    assertThat(client.post(CHAT, with("{'%s':%d}".formatted(name, most))).statusCode())
        .isEqualTo(200);
    JsonObject error = refused(client.post(CHAT, with("{'%s':%d}".formatted(name, more))), 400);

    assertThat(error.getString("param")).isEqualTo(name);
    assertThat(error.getString("message")).contains(String.valueOf(most));
  }

  @Test
  void r3AHostHas255CharactersAndNotOneMore() {
    String host = "h".repeat(255);

    assertThat(namedAs(host).statuses()).containsExactly(200);
    assertThat(namedAs(host + ":" + client.port()).statuses()).containsExactly(200);
    assertThat(namedAs(host + "h").statuses()).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"model\":7,\"input\":\"x\"}",
        "{\"model\":\"all-minilm-l6-v2\"}",
        "{\"model\":\"all-minilm-l6-v2\",\"input\":[]}",
        "{\"model\":\"all-minilm-l6-v2\",\"input\":{}}",
        "{\"model\":\"all-minilm-l6-v2\",\"input\":\"x\",\"dimensions\":1e999999999}",
        "[]",
        ""
      })
  void embeddingsAreCheckedToo(String body) {
    refused(client.post("/v1/embeddings", body), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "7",
        "{",
        "{}{}",
        "{'x':1,'x':2}",
        "{'x':{'y':[{'z':1,'z':2}]}}",
        "{'x':'\\ud800'}",
        "{'\\udc00':1}",
        "{'x':'\\udc00\\ud83d'}",
        "{'x':1e999999999}",
        "{'x':-1e-999999999}",
        "{'max_tokens':1e999999999}",
        "{'n':1e999999999}",
        "{'x':NaN}",
        "{/**/}"
      })
  void r5JsonThatBreaksARuleIsRefused(String fields) {
    String body = fields.startsWith("{'") ? with(fields) : fields;

    assertThat(refused(client.post(CHAT, body), 400).getString("code")).isEqualTo("invalid_json");
  }

  /** In the middle of a text, by their hexadecimal digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a byte that only goes on
        "ff", // no byte of UTF-8
        "c0af", // longer than it needs to be
        "e282", // cut off
        "eda080", // a lone surrogate
        "f4908080", // beyond the last character
        "e4" // another charset's letter
      })
  void r5BytesThatAreNoUtf8AreRefusedAndCalledSo(String bytes) {
    String text = new String(HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1);
    byte[] body = with("{'x':'" + text + "'}").getBytes(StandardCharsets.ISO_8859_1);

    HttpResponse<String> answer =
        client.send(
            client
                .request(CHAT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());

    JsonObject error = refused(answer, 400);
    assertThat(error.getString("code")).isEqualTo("invalid_json");
    assertThat(error.getString("message")).contains("not valid UTF-8");
  }

  @Test
  void r5SixtyFourLevelsAreReadAndOneMoreIsNot() {
    assertThat(client.post(CHAT, with(nested(63))).statusCode()).isEqualTo(200);
    refused(client.post(CHAT, with(nested(64))), 400);
  }

  @Test
  void r5HundredsOfThousandsOfNamesAreRefused() {
    StringBuilder names = new StringBuilder("{'k':1");
    for (int number = 0; number < 400_000; number++) {
      names.append(",'k").append(number).append("':1");
    }

    refused(client.post(CHAT, with(names.append('}').toString())), 400);
  }

  @Test
  void r4ABodyAtTheLimitIsReadAndOneByteMoreIsNot() {
    String atLimit = GOOD + " ".repeat(10_000_000 - GOOD.length());

    assertThat(client.post(CHAT, atLimit).statusCode()).isEqualTo(200);
    assertThat(refused(client.post(CHAT, atLimit + " "), 413).getString("message"))
        .contains("10000000");
    assertThat(chunked(atLimit).statusCode()).isEqualTo(200);
    refused(chunked(atLimit + " "), 413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type     | text/plain                       | 415",
        "Content-Type     | application/json;charset=utf-16  | 415",
        "Content-Type     | application/json;charset=nope    | 415",
        "Content-Type     | multipart/form-data; boundary=x  | 415",
        "Content-Type     | application/x-www-form-urlencoded | 415",
        "Content-Type     | */*                              | 415",
        "Content-Type     | ;;;                              | 400",
        "Content-Encoding | gzip                             | 415",
        "Content-Encoding | br                               | 415",
        "Accept           | image/png                        | 406",
        "Accept           | ;;;                              | 400",
        "Accept           | application/json;q=abc           | 400",
        "x-karen-timeout-ms | abc                            | 400",
        "Authorization    | Basic abc                        | 401",
        "Authorization    | Bearer                           | 401",
        "Authorization    | kk_live_x                        | 401",
        "Authorization    | Bearer kk_live_x                 | 401"
      })
  void r3AHeaderThatDoesNotFitIsExplained(String name, String value, int status) {
    refused(client.post(CHAT, GOOD, Map.of(name, value)), status);
  }

  @Test
  void r3ABodyWithoutATypeIsExplained() {
    refused(client.send(client.request(CHAT).POST(BodyPublishers.ofString(GOOD)).build()), 415);
  }

  @Test
  void r3TheCharsetUtf8IsFine() {
    Map<String, String> type = Map.of("Content-Type", "application/json; charset=\"UTF-8\"");

    assertThat(client.post(CHAT, GOOD, type).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer " + TestingEngine.KEY + "\r\nAuthorization: Bearer x\r\n",
        "Authorization: Bearer x\r\nAuthorization: Bearer " + TestingEngine.KEY + "\r\n",
        "Authorization: Bearer " + TestingEngine.KEY + ", Bearer x\r\n",
        "Authorization: Bearer k\u00C3\u00A4\u00FF\r\n",
        "x-api-key: x\r\n",
        ""
      })
  void aKeyThatIsNoneIsA401ThatNamesTheScheme(String headers) {
    RawSocket.Answer answer = raw("GET", "/v1/models", headers);

    assertThat(answer.statuses()).containsExactly(401);
    assertThat(answer.text()).contains("WWW-Authenticate: Bearer", "\"error\":{\"message\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../x",
        "/v1/./x",
        "/v1/%2e%2e/x",
        "/v1/%2E/x",
        "/v1/x%2Fy",
        "/v1/x%5Cy",
        "/v1/x\\y",
        "/v1/models;x=1",
        "/v1/models;jsessionid=3",
        "/v1/models/%3Bx",
        "/v1/%c0%ae%c0%ae/x",
        "/v1/%e2%82",
        "/v1/%23x",
        "/v1/#x",
        "/v1/x?a=%zz",
        "/v1/x?%",
        "/v1/x?a=\u0001",
        "/v1/\"<>",
        "/v1/x|y",
        "/v1/\u00C3\u00A4",
        "/v1/models/..%2f..%2fhealth",
        "/v1/models/x%2F..%2Fy",
        "/v1/models/%2e%2e"
      })
  void r2AnAddressWithATrickIsRefused(String path) {
    RawSocket.Answer answer = raw("GET", path, bearer());

    assertThat(answer.statuses()).containsExactly(400);
    assertThat(answer.text()).contains("\"error\":{\"message\":\"The request's address ");
    assertThat(answer.text()).doesNotContainIgnoringCase(INSIDES);
  }

  @Test
  void r2AnAddressHas8192CharactersAndNotOneMore() {
    String path = "/v1/" + "x".repeat(8_188);

    assertThat(raw("GET", path, "").statuses()).containsExactly(404);
    assertThat(raw("GET", path + "x", "").statuses()).containsExactly(414);
    assertThat(raw("GET", path.substring(0, 8_190) + "?x", "").statuses()).containsExactly(404);
    assertThat(raw("GET", path.substring(0, 8_191) + "?x", "").statuses()).containsExactly(414);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extractive%2Fkaren-extractive", "extractive/karen-extractive"})
  void r2AModelsNameMayHaveAnEncodedSlash(String name) {
    assertThat(client.get("/v1/models/" + name).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, /v1/models, 405",
    "PROPFIND, /health/live, 405",
    "PUT, /v1/chat/completions, 405",
    "FOO, /v1/nope, 404",
    "GET, /v1/chat/completions, 405",
    "DELETE, /system/status, 405",
    "POST, /, 404",
    "GET, /WEB-INF/web.xml, 404",
    "GET, /META-INF/MANIFEST.MF, 404",
    "GET, //v1/models, 404",
    "GET, /v1//models, 404",
    "GET, /V1/MODELS, 404",
    "GET, /v1/%252e%252e/x, 404"
  })
  void unknownPathsAndMethodsAreExplained(String method, String path, int status) {
    RawSocket.Answer answer = raw(method, path, bearer());

    assertThat(answer.statuses()).containsExactly(status);
    assertThat(answer.text())
        .contains(path.startsWith("/v1/") ? "\"error\":{\"message\"" : "\"next_steps\":[")
        .doesNotContainIgnoringCase(INSIDES);
  }

  private static JsonObject refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().map() + answer.body()).doesNotContainIgnoringCase(INSIDES);
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonObject error =
        Json.createReader(new StringReader(answer.body())).readObject().getJsonObject("error");
    assertThat(error).containsOnlyKeys("message", "type", "param", "code");
    assertThat(error.getString("message")).hasSizeGreaterThan(20);
    return error;
  }

  /** The good request with these fields, which win. */
  private static String with(String fields) {
    String own = fields.replace('\'', '"').strip();
    String rest = GOOD.substring(1, GOOD.length() - 1);
    if (own.contains("\"model\":")) {
      rest = rest.substring(rest.indexOf("\"messages\""));
    } else if (own.startsWith("{\"messages\":")) {
      rest = rest.substring(0, rest.indexOf(",\"messages\""));
    }
    return own.substring(0, own.length() - 1) + "," + rest + "}";
  }

  private static String nested(int levels) {
    return "{'x':" + "[".repeat(levels) + "]".repeat(levels) + "}";
  }

  private HttpResponse<String> chunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return client.send(
        client
            .request(CHAT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build());
  }

  private static String bearer() {
    return "Authorization: Bearer " + TestingEngine.KEY + "\r\n";
  }

  private RawSocket.Answer namedAs(String host) {
    String head = "GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\n";
    return RawSocket.exchange(client.port(), head + bearer() + "Connection: close\r\n\r\n", 5_000);
  }

  private RawSocket.Answer raw(String method, String path, String headers) {
    String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    return RawSocket.exchange(client.port(), head + headers + "Connection: close\r\n\r\n", 5_000);
  }
}
