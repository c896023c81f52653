package ai.karen.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** How an engine of a test is told where its stores are. */
public final class StoreSettings {
  /** Of no worth. */
  public static final String SECRET = "a-secret-of-tests-that-every-node-knows-0123456789";

  private StoreSettings() {}

  public static Map<String, String> of(RealPostgres postgres) {
    return of(postgres.jdbcUrl());
  }

  /**
   * @param jdbcUrl of a {@link RealPostgres}, or of a line to it
   */
  public static Map<String, String> of(String jdbcUrl) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_DATABASE_URL", jdbcUrl);
    settings.put("KAREN_DATABASE_USER", RealPostgres.USER);
    settings.put("KAREN_DATABASE_PASSWORD", RealPostgres.PASSWORD);
    settings.put("KAREN_SECRET", SECRET);
    return settings;
  }

  public static Map<String, String> of(RealPostgres postgres, RealRedis redis) {
    Map<String, String> settings = of(postgres);
    settings.put("KAREN_REDIS_URL", redis.url());
    return settings;
  }

  /** So that every request asks Redis: requests are counted there only where they are limited. */
  public static Map<String, String> countingRequests(RealPostgres postgres, RealRedis redis) {
    Map<String, String> settings = of(postgres, redis);
    settings.put("KAREN_KEYS_REQUESTS_PER_MINUTE", "1000000");
    return settings;
  }
}
