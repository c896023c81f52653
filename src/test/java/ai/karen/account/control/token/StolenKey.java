package ai.karen.account.control.token;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.store.control.DataFolder;
import ai.karen.testing.RealPostgres;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/** An engine's own signing key, for tokens that it would never issue. */
public final class StolenKey {
  private final ECKey key;

  private StolenKey(ECKey key) {
    this.key = key;
  }

  /**
   * @param secret of the engines there
   * @param folder for nothing that lasts
   */
  public static StolenKey of(RealPostgres postgres, String secret, Path folder) {
    Settings settings = new Settings(new TestingConfig(Map.of(DeploymentSecret.KEY, secret)));
    DataFolder data = new DataFolder(folder);
    try {
      KeyCipher cipher = new KeyCipher(new KeyHash(new DeploymentSecret(settings, data)));
      String id = postgres.text("select id from signing_key order by generation");
      String sealed = postgres.text("select sealed from signing_key order by generation");
      return new StolenKey(ECKey.parse(cipher.open(id, sealed)));
    } catch (GeneralSecurityException | ParseException unexpected) {
      throw new IllegalStateException(unexpected);
    } finally {
      data.release();
    }
  }

  /** The token with these claims in the place of its own. */
  public String sign(String token, Map<String, Object> claims) {
    return sign(AccessTokens.TYPE, token, claims);
  }

  /** The token as one of another type. */
  public String signAs(String type, String token) {
    return sign(type, token, Map.of());
  }

  private String sign(String type, String token, Map<String, Object> claims) {
    try {
      Map<String, Object> all = new HashMap<>(JWSObject.parse(token).getPayload().toJSONObject());
      all.putAll(claims);
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType(type))
              .keyID(key.getKeyID())
              .build();
      JWSObject signed = new JWSObject(header, new Payload(all));
      signed.sign(new ECDSASigner(key));
      return signed.serialize();
    } catch (JOSEException | ParseException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
