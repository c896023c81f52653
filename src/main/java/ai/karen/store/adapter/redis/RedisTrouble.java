package ai.karen.store.adapter.redis;

/** Redis could not be asked, or listened to. */
final class RedisTrouble extends RuntimeException {

  RedisTrouble(String message) {
    super(message);
  }

  RedisTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
