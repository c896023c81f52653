package ai.karen.recall.control;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.entity.Caller;
import ai.karen.json.entity.Json;
import ai.karen.provider.control.Link;
import ai.karen.provider.control.Route;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names the place of an answer by owner, route and request, so that nobody who sees the name can
 * tell them, or guess them without the deployment's secret.
 */
final class PlaceName {
  private static final String ALGORITHM = "HmacSHA256";

  private PlaceName() {}

  /**
   * @param models what a link's provider is asked for now, which may be the provider's own choice
   */
  static String of(
      DeploymentSecret deployment,
      Caller caller,
      Route route,
      Function<Link, String> models,
      JsonObject request) {
    JsonArrayBuilder links = Json.createArrayBuilder();
    route.links().forEach(link -> links.add(link.provider()).add(models.apply(link)));
    String whole =
        Json.createArrayBuilder()
            .add(caller.owner())
            .add(route.chain())
            .add(links)
            .add(CanonicalJson.of(request))
            .build()
            .toString();
    return "answer:" + hash(deployment, "answer:" + whole);
  }

  private static String hash(DeploymentSecret deployment, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(deployment.secret().reveal()), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, absent);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
