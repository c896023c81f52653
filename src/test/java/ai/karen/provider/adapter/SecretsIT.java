package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/**
 * A provider's key stays between the engine and the provider, even when the provider repeats it.
 */
class SecretsIT {

  @Test
  void aKeyThatTheProviderRepeatsReachesNeitherCallerNorLogNorStatus() {
    ScriptedChain chain = SharedEngine.chain();
    String key = "secret-of-" + chain.firstId();
    String otherKey = "secret-of-" + chain.secondId();
    chain.first().always(Behaviours.error(401, "invalid_api_key", "Incorrect key: " + key));
    chain
        .second()
        .always(Behaviours.error(400, "content_filter", "No, and your key is " + otherKey));

    HttpResponse<String> answer =
        SharedEngine.client().post("/v1/chat/completions", chain.ask(false));

    assertThat(chain.first().lastRequest().headers())
        .containsEntry("authorization", "Bearer " + key);
    assertThat(answer.body()).contains("No, and your key is").doesNotContain(otherKey);
    assertThat(SharedEngine.client().get("/system/status").body()).doesNotContain(key, otherKey);
    assertThat(SharedEngine.engine().logs()).doesNotContain(key, otherKey);
  }

  @Test
  void whatWasSaidIsInNoLog() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.answer("a most confidential answer"));

    SharedEngine.client()
        .post("/v1/chat/completions", chain.ask(false).replace("Hello", "a most secret question"));

    assertThat(SharedEngine.engine().logs())
        .contains("provider=" + chain.firstId())
        .doesNotContain("most confidential", "most secret");
  }
}
