package ai.karen.status.control;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings there are, for the providers and chains that are configured. Thread-safe. */
@ApplicationScoped
public class KnownSettings {
  private static final String NO_VALUE = null;
  private static final List<String> BUILT_IN =
      List.of("openai", "gemini", "deepseek", "local", "ollama");
  private static final Map<String, List<String>> VENDOR_NAMES =
      Map.of(
          "karen.providers.openai.api-key", List.of("OPENAI_API_KEY"),
          "karen.providers.gemini.api-key", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
          "karen.providers.deepseek.api-key", List.of("DEEPSEEK_API_KEY"),
          "karen.providers.ollama.base-url", List.of("OLLAMA_HOST"));
  private static final List<KnownSetting> FIXED =
      List.of(
          KnownSetting.of("karen.http.host", "127.0.0.1"),
          KnownSetting.of("karen.http.port", "8000"),
          KnownSetting.of("karen.http.public-port", "80"),
          KnownSetting.of("karen.http.max-body", "10 MB"),
          KnownSetting.of("karen.http.max-in-flight", "4096"),
          KnownSetting.of("karen.http.queue", "1024"),
          KnownSetting.of("karen.http.body-timeout", "PT30S"),
          KnownSetting.of("karen.https.port", "8443"),
          KnownSetting.of("karen.https.keystore", "self-made"),
          KnownSetting.of("karen.https.password", NO_VALUE),
          KnownSetting.of("karen.http.proxy", NO_VALUE),
          KnownSetting.of("karen.http.truststore", NO_VALUE),
          KnownSetting.of("karen.http.truststore.password", NO_VALUE),
          KnownSetting.of("karen.log.format", "text"),
          KnownSetting.of("karen.data.dir", "data"),
          KnownSetting.of("karen.secret", NO_VALUE),
          KnownSetting.of("karen.database.url", "embedded, in the data folder"),
          KnownSetting.of("karen.database.user", NO_VALUE),
          KnownSetting.of("karen.database.password", NO_VALUE),
          KnownSetting.of("karen.journal.max-size", "1 GB"),
          KnownSetting.of("karen.offline.max-age", "PT24H"),
          KnownSetting.of("karen.retention.conversations", NO_VALUE),
          KnownSetting.of("karen.bootstrap.api-key", NO_VALUE),
          KnownSetting.of("karen.session.idle", "P7D"),
          KnownSetting.of("karen.session.absolute", "P30D"),
          KnownSetting.of("karen.session.access-life", "PT10M"),
          KnownSetting.of("karen.session.validation-cache", "PT30S"),
          KnownSetting.of("karen.session.key-life", "P30D"),
          KnownSetting.of("karen.session.issuer", "karen"),
          KnownSetting.of("karen.session.audience", "karen"),
          KnownSetting.of("mp.jwt.verify.issuer", NO_VALUE),
          KnownSetting.of("mp.jwt.verify.publickey.location", NO_VALUE),
          KnownSetting.of("mp.jwt.verify.audiences", NO_VALUE),
          KnownSetting.of("karen.oidc.roles-claim", "groups"),
          KnownSetting.of("karen.oidc.admin-roles", "admin"),
          KnownSetting.of("karen.chain.names", "primary,local-first"),
          KnownSetting.of("karen.default-chain", "primary"),
          KnownSetting.of("karen.last-resort", "extractive"),
          KnownSetting.of("karen.models.dir", "models; nothing is read there yet"),
          KnownSetting.of("karen.models.unknown", "substitute"),
          KnownSetting.of("karen.providers.extra", NO_VALUE),
          KnownSetting.of("karen.request.deadline", "PT2M"),
          KnownSetting.of("karen.redis.url", "none: memory"),
          KnownSetting.of("karen.admin.email", NO_VALUE),
          KnownSetting.of("karen.admin.password", NO_VALUE),
          KnownSetting.of("karen.password.queue", "32"),
          KnownSetting.of("karen.keys.requests-per-minute", NO_VALUE),
          KnownSetting.of("karen.cache.answers", NO_VALUE),
          KnownSetting.of("karen.cache.keys", "every key"),
          KnownSetting.of("karen.shutdown.grace", "PT60S"),
          KnownSetting.of("karen.retry.max-wait", "PT3S"),
          KnownSetting.of("karen.stream.on-break", "resume"));
  private static final Map<String, String> PER_CHAIN =
      Map.of(
          "karen.chain.primary", "openai,gemini,deepseek,local,ollama",
          "karen.chain.local-first", "ollama,local,openai,gemini");
  private static final List<KnownSetting> PER_STORE =
      List.of(
          KnownSetting.of("volume", "10"),
          KnownSetting.of("ratio", "0.5"),
          KnownSetting.of("delay", "PT2S"),
          KnownSetting.of("successes", "2"));
  private static final List<KnownSetting> PER_PROVIDER =
      List.of(
          KnownSetting.of("type", NO_VALUE),
          KnownSetting.of("base-url", "the vendor's"),
          KnownSetting.of("api-key", NO_VALUE),
          KnownSetting.of("model", "the vendor's"),
          KnownSetting.of("connect-timeout", "PT3S"),
          KnownSetting.of("first-token-timeout", "PT10S"),
          KnownSetting.of("answer-timeout", "PT60S"),
          KnownSetting.of("idle-timeout", "PT10S"),
          KnownSetting.of("breaker.volume", "10"),
          KnownSetting.of("breaker.ratio", "0.5"),
          KnownSetting.of("breaker.delay", "PT5S"),
          KnownSetting.of("breaker.successes", "2"),
          KnownSetting.of("max-concurrent", "4096"),
          KnownSetting.of("context", "the vendor's"),
          KnownSetting.of("prefill", "the vendor's"));

  private final Settings settings;

  /** For the container's client proxy. */
  protected KnownSettings() {
    this(null);
  }

  @Inject
  public KnownSettings(Settings settings) {
    this.settings = settings;
  }

  /** By key where several belong together, in the documentation's order. */
  List<KnownSetting> all() {
    return Stream.of(FIXED.stream(), DefenceSettings.all(), stores(), chains(), providers())
        .flatMap(part -> part)
        .toList();
  }

  private static Stream<KnownSetting> stores() {
    return Stream.of("database", "redis")
        .flatMap(store -> PER_STORE.stream().map(part -> ofStore(store, part)));
  }

  private static KnownSetting ofStore(String store, KnownSetting part) {
    return KnownSetting.of("karen.stores." + store + ".breaker." + part.key(), part.fallback());
  }

  private Stream<KnownSetting> chains() {
    return settings.list("karen.chain.names", "primary,local-first").stream()
        .map(name -> "karen.chain." + name)
        .map(key -> KnownSetting.of(key, PER_CHAIN.get(key)));
  }

  private Stream<KnownSetting> providers() {
    return Stream.concat(BUILT_IN.stream(), settings.list("karen.providers.extra", "").stream())
        .flatMap(KnownSettings::ofProvider);
  }

  private static Stream<KnownSetting> ofProvider(String id) {
    return PER_PROVIDER.stream().map(part -> ofProvider(id, part));
  }

  private static KnownSetting ofProvider(String id, KnownSetting part) {
    String key = "karen.providers." + id + "." + part.key();
    return new KnownSetting(key, part.fallback(), VENDOR_NAMES.getOrDefault(key, List.of()));
  }
}
