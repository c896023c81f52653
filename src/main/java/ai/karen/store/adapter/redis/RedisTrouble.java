package ai.karen.store.adapter.redis;

/** Redis could not be asked: no connection was free in time. */
final class RedisTrouble extends RuntimeException {

  RedisTrouble(String message) {
    super(message);
  }
}
