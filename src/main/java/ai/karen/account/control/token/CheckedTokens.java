package ai.karen.account.control.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens whose signature was right, so that it is checked once and not with every request. Keeps
 * hashes of whole tokens, and says nothing of whether they are still good. Thread-safe; bounded.
 */
final class CheckedTokens {
  private static final int MOST = 4_096;

  private final Map<String, AccessToken> tokens =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AccessToken> eldest) {
          return size() > MOST;
        }
      };

  /** Null where it is not known. */
  AccessToken find(String text) {
    String hash = hash(text);
    synchronized (tokens) {
      return tokens.get(hash);
    }
  }

  void keep(String text, AccessToken token) {
    String hash = hash(text);
    synchronized (tokens) {
      tokens.put(hash, token);
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
