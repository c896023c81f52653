package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.key.KeyTokens;
import ai.karen.account.control.key.KeyWatch;
import ai.karen.account.control.key.OwnersKeys;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the calls about API keys do. Thread-safe; blocks. */
@ApplicationScoped
public class ApiKeysCall {
  private final ApiKeys keys;
  private final OwnersKeys owners;
  private final KeyTokens tokens;
  private final KeyWatch watch;
  private final Clock clock;

  /** For the container's client proxy. */
  protected ApiKeysCall() {
    this(null, null, null, null, null);
  }

  @Inject
  public ApiKeysCall(
      ApiKeys keys, OwnersKeys owners, KeyTokens tokens, KeyWatch watch, Clock clock) {
    this.keys = keys;
    this.owners = owners;
    this.tokens = tokens;
    this.watch = watch;
    this.clock = clock;
  }

  Response list(String owner, Cursor after, int limit) {
    List<ApiKey> found =
        keys.of(owner).stream()
            .filter(key -> after == null || after.isBefore(key.createdAt(), key.id()))
            .limit(limit + 1L)
            .toList();
    JsonObjectBuilder page =
        Cursor.page(
            found,
            limit,
            key -> json(key).build(),
            key -> new Cursor(Cursor.KEYS, key.createdAt(), key.id()));
    return watch.isCurrent()
        ? Response.ok(page.build()).build()
        : Response.ok(page.add("partial", true).build())
            .header("x-karen-degraded", "database")
            .build();
  }

  Response make(JsonObject body, Caller caller, AccountEvents.Place place) {
    String owner = owner(Members.text(body, "owner").orElse(null), caller);
    OwnersKeys.Made made =
        owners.make(owner, KeyWishes.scopes(body, caller), KeyWishes.terms(body, clock.instant()));
    place.record("api_key_created", Outcome.SUCCESS, made.key().id(), Map.of("owner", owner));
    JsonObject json = json(made.key()).add("key", made.text().text().reveal()).build();
    return Response.status(201).entity(json).build();
  }

  Response revoke(String id, String owner, AccountEvents.Place place) {
    owners.revoke(id, owner);
    place.record("api_key_revoked", Outcome.SUCCESS, id, Map.of("owner", owner));
    return Response.noContent().build();
  }

  /**
   * @param wanted null for the caller
   * @throws ProblemException 403 for another than the caller, unless an administrator acts for a
   *     service account
   */
  static String owner(String wanted, Caller caller) {
    if (wanted == null || wanted.equals(caller.owner())) {
      return caller.owner();
    }
    if (!caller.may(Scope.ADMIN) || !OwnersKeys.isService(wanted)) {
      throw new ProblemException(
          Problem.invalid(403, "not_owner", "Those would be another's API keys", "owner")
              .withNextSteps(
                  "Leave the owner out; administrators may name service or service:<name>."));
    }
    return wanted;
  }

  private JsonObjectBuilder json(ApiKey key) {
    Instant lastUse = keys.lastUse(key.id()).or(() -> tokens.lastUse(key.id())).orElse(null);
    boolean isKnown = key.terms().tokenBudget() > 0 || watch.isCurrent();
    return ApiKeyJson.of(key, lastUse, isKnown ? tokens.total(key.id()) : null);
  }
}
