package ai.karen.account.control.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3, in PHC's form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash} (RFC 9106).
 * Immutable.
 *
 * @param memory in KiB
 * @param passes over that memory
 */
record Argon2(int memory, int passes) {
  /** OWASP's second choice, and ASVS 5.0's: 19 MiB, two passes. */
  static final Argon2 USUAL = new Argon2(19 * 1024, 2);

  /**
   * Memory for one hash after another, wiped in between: taken anew each time it would keep the
   * garbage collector, and with it everybody, waiting.
   */
  private static final BlockPool BLOCKS = new FixedBlockPool(USUAL.memory);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;

  /** A hash that asks for more than this was not made here. */
  private static final int MOST_MEMORY = 256 * 1024;

  private static final int MOST_PASSES = 16;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1"
              + "\\$([A-Za-z0-9+/]{8,64})\\$([A-Za-z0-9+/]{16,128})");

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = generate(password, salt, HASH_BYTES);
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memory, passes, LANES, text(salt), text(hash));
  }

  /** Compares in constant time; what is no such hash matches nothing. */
  static boolean matches(String password, String stored) {
    return parameters(stored).filter(found -> found.isMadeOf(password, stored)).isPresent();
  }

  /** Whether a hash was made with other parameters. */
  boolean isOutdated(String stored) {
    return parameters(stored).filter(this::equals).isEmpty();
  }

  private boolean isMadeOf(String password, String stored) {
    Matcher parts = FORM.matcher(stored);
    if (!parts.matches()) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, generate(password, salt, expected.length));
  }

  private static Optional<Argon2> parameters(String stored) {
    Matcher parts = FORM.matcher(stored);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Argon2 found = new Argon2(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    boolean isBearable =
        found.memory >= 8
            && found.memory <= MOST_MEMORY
            && found.passes >= 1
            && found.passes <= MOST_PASSES;
    return Optional.of(found).filter(parameters -> isBearable);
  }

  private byte[] generate(String password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(LANES)
            .withSalt(salt)
            .withBlockPool(BLOCKS)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
