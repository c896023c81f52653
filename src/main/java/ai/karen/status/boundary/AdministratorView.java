package ai.karen.status.boundary;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.json.entity.Json;
import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.ProviderStatus;
import ai.karen.status.control.SettingsReport;
import ai.karen.status.entity.HealthReport;
import ai.karen.status.entity.SettingView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The engine's insides for administrators. Thread-safe. */
@ApplicationScoped
public class AdministratorView {
  private final ProviderStatusReport providers;
  private final SettingsReport settings;
  private final Settings effective;
  private final StoresJson stores;

  /** For the container's client proxy. */
  protected AdministratorView() {
    this(null, null, null, null);
  }

  @Inject
  public AdministratorView(
      ProviderStatusReport providers,
      SettingsReport settings,
      Settings effective,
      StoresJson stores) {
    this.providers = providers;
    this.settings = settings;
    this.effective = effective;
    this.stores = stores;
  }

  JsonObject addTo(JsonObject table, HealthReport ready) {
    return Json.createObjectBuilder(table)
        .add("providers", providers())
        .add("chains", chains())
        .add("stores", stores.json(ready))
        .add("settings", settings())
        .add("settings_problems", problems())
        .build();
  }

  private JsonArray providers() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    providers.providers().forEach(provider -> array.add(json(provider)));
    return array.build();
  }

  private JsonObject chains() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    providers.chains().forEach((name, links) -> json.add(name, Json.createArrayBuilder(links)));
    return json.build();
  }

  private JsonArray settings() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    settings.settings().forEach(setting -> array.add(json(setting)));
    return array.build();
  }

  private JsonArray problems() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    effective.problems().stream().map(SettingProblem::sentence).forEach(array::add);
    return array.build();
  }

  private static JsonObject json(ProviderStatus provider) {
    return new NullableJson()
        .add("id", provider.id())
        .add("configured", provider.fault() == null)
        .add("fault", provider.fault())
        .add("model", provider.model())
        .add("breaker", provider.breaker().word())
        .add("since", provider.since())
        .add("next_attempt", provider.nextAttempt())
        .add("last_outcome", provider.lastOutcome())
        .add("last_outcome_at", provider.lastOutcomeAt())
        .add("last_error", provider.lastError())
        .add("last_error_at", provider.lastErrorAt())
        .add("last_latency_ms", provider.lastLatencyMillis())
        .build();
  }

  private static JsonObject json(SettingView setting) {
    return new NullableJson()
        .add("key", setting.key())
        .add("value", setting.value())
        .add("source", setting.source())
        .add("known", setting.known())
        .build();
  }
}
