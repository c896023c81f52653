package ai.karen.provider.adapter.deepseek;

import ai.karen.json.entity.Json;
import ai.karen.provider.adapter.wire.Account;
import ai.karen.provider.control.Call;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;

/**
 * DeepSeek goes on with an answer whose message is marked as a prefix, and on its own server only
 * at an address for previews.
 */
final class PrefixCompletion {
  private static final String VENDOR = "api.deepseek.com";
  private static final URI PREVIEWS = URI.create("https://" + VENDOR + "/beta");

  private PrefixCompletion() {}

  static Account account(Account account) {
    boolean isVendor =
        account.baseUrl() != null && VENDOR.equalsIgnoreCase(account.baseUrl().getHost());
    return isVendor ? new Account(account.profile(), PREVIEWS, account.apiKey()) : account;
  }

  static Call marked(Call call) {
    JsonArray messages = call.body().getJsonArray("messages");
    int last = messages.size() - 1;
    JsonObject prefix =
        Json.createObjectBuilder(messages.getJsonObject(last)).add("prefix", true).build();
    JsonObject body =
        Json.createObjectBuilder(call.body())
            .add("messages", Json.createArrayBuilder(messages).set(last, prefix))
            .build();
    return new Call(body, call.streaming(), true, call.cancellation());
  }
}
