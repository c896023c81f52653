package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.FailureKind;
import jakarta.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After the last link. */
class ChainLastResortTest {
  private final TestingProvider only = new TestingProvider("only");
  private final TestingProvider lastResort = TestingProvider.lastResort();
  private final TestingChain chain = new TestingChain(only, lastResort);

  @Test
  void plainChatIsAnsweredByTheLastResortAndLabelled() {
    chain.ask();
    only.call().refuses(FailureKind.MISCONFIGURED, 401);
    lastResort.call().answer("Nobody is there");

    assertThat(chain.reply().provider()).isEqualTo(Provider.LAST_RESORT);
    assertThat(lastResort.call().call.model()).isEqualTo("karen-extractive");
    assertThat(chain.reply().isDegraded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'response_format':{'type':'json_object'}}",
        "{'response_format':{'type':'json_schema'}}",
        "{'tool_choice':'required'}",
        "{'tool_choice':{'type':'function','function':{'name':'weather'}}}",
        "{'function_call':{'name':'weather'}}",
        "{'n':2}"
      })
  void nothingIsMadeUpWhereMoreThanTextIsWanted(String body) {
    chain.body(body).ask();

    only.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(lastResort.asked()).isZero();
    assertThat(chain.problem().status()).isEqualTo(503);
    assertThat(chain.problem().message()).contains("only: misconfigured");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'response_format':{'type':'text'}}",
        "{'response_format':null}",
        "{'tools':[{}],'tool_choice':'auto'}",
        "{'tool_choice':'none'}",
        "{'function_call':'auto'}",
        "{'n':1}",
        "{'n':null}"
      })
  void whatMayBeAnsweredInPlainTextIs(String body) {
    chain.body(body).ask();

    only.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(lastResort.asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'response_format':{'type':'json_object'}} | extractive: can't answer in JSON",
        "{'tool_choice':'required'} | extractive: can't call tools",
        "{'n':2} | extractive: can't give several answers"
      })
  void theErrorSaysWhyTheLastResortIsNotForIt(String body, String reason) {
    chain.body(body).ask();

    only.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(chain.problem().message()).contains("only: misconfigured, " + reason);
    assertThat(chain.problem().members().getJsonObject("karen").getJsonArray("passed_over"))
        .contains(Json.createValue(reason));
  }

  @Test
  void soItDoesWhereNobodyElseIsConfigured() {
    TestingProvider unconfigured = new TestingProvider("only").unconfigured();
    TestingChain bare = new TestingChain(unconfigured, lastResort);

    bare.body("{'tool_choice':'required'}").ask();

    assertThat(bare.problem().message())
        .contains("no provider is configured, extractive: can't call tools");
  }

  @Test
  void theOperatorMayDoWithoutIt() {
    chain.setting("karen.last-resort", "none").ask();

    only.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(lastResort.asked()).isZero();
    assertThat(chain.problem().status()).isEqualTo(503);
    assertThat(chain.problem().message()).doesNotContain(Provider.LAST_RESORT);
  }

  @Test
  void withoutAnyProviderItAnswersAtOnce() {
    TestingProvider unconfigured = new TestingProvider("only").unconfigured();
    TestingChain bare = new TestingChain(unconfigured, lastResort).ask();

    lastResort.call().answer("Nobody is there");

    assertThat(bare.reply().provider()).isEqualTo(Provider.LAST_RESORT);
    assertThat(bare.reply().isDegraded()).isTrue();
  }

  @Test
  void whoAsksForItByNameGetsWhatWasAskedFor() {
    chain.ask(Link.named(Provider.LAST_RESORT, "karen-extractive"), Link.parse("only"));

    lastResort.call().answer("Hello");

    assertThat(chain.reply().isDegraded()).isFalse();
  }
}
