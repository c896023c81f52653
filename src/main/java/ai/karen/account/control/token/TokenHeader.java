package ai.karen.account.control.token;

import ai.karen.account.entity.TokenRefusal;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;

/** Takes tokens apart, and looks at the header before any key is asked for. */
final class TokenHeader {
  /** A token of ours has a tenth of it. */
  private static final int LONGEST = 8_192;

  private TokenHeader() {}

  /**
   * @param algorithms that are taken; never symmetric ones
   * @param types that are taken, in lower case; an empty one for none
   * @throws InvalidToken when it is no token, or names its own key
   */
  static JWSObject parse(String text, Set<JWSAlgorithm> algorithms, Set<String> types)
      throws InvalidToken {
    JWSObject token = parse(text);
    JWSHeader header = token.getHeader();
    require(algorithms.contains(header.getAlgorithm()), "its algorithm is not taken");
    require(types.contains(type(header)), "it is of another type");
    require(!bringsItsKey(header), "it brings its own key");
    require(header.getKeyID() != null, "it names no key");
    require(header.getCriticalParams() == null, "its header can't be understood");
    return token;
  }

  static void require(boolean holds, String otherwise) throws InvalidToken {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  static InvalidToken invalid(String reason) {
    return new InvalidToken(TokenRefusal.INVALID, reason);
  }

  private static JWSObject parse(String text) throws InvalidToken {
    if (text.length() > LONGEST) {
      throw invalid("it is too long");
    }
    try {
      return JWSObject.parse(text);
    } catch (ParseException | IllegalArgumentException malformed) {
      throw invalid("it can't be read");
    }
  }

  private static String type(JWSHeader header) {
    return header.getType() == null ? "" : header.getType().toString().toLowerCase(Locale.ROOT);
  }

  private static boolean bringsItsKey(JWSHeader header) {
    return header.getJWK() != null
        || header.getJWKURL() != null
        || header.getX509CertURL() != null
        || header.getX509CertChain() != null;
  }
}
