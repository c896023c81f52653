package ai.karen.account.entity;

/**
 * Somebody tries to log in. Immutable.
 *
 * @param address of the client
 * @param userAgent what the client calls itself; empty where it does not
 * @param deviceCookie null where the client sent none
 */
public record LoginAttempt(String email, String address, String userAgent, String deviceCookie) {}
