package ai.karen.account.boundary;

import ai.karen.account.control.user.Accounts;
import ai.karen.account.control.user.Farewell;
import ai.karen.account.control.user.Registrations;
import ai.karen.account.entity.Account;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the calls about users do. Thread-safe; blocks. */
@ApplicationScoped
public class UsersCall {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Accounts accounts;
  private final Registrations registrations;
  private final Farewell farewell;

  /** For the container's client proxy. */
  protected UsersCall() {
    this(null, null, null);
  }

  @Inject
  public UsersCall(Accounts accounts, Registrations registrations, Farewell farewell) {
    this.accounts = accounts;
    this.registrations = registrations;
    this.farewell = farewell;
  }

  /** From a path: what can't be an id names nobody. */
  static UUID id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new ProblemException(
          Problem.invalid(404, "not_found", "There is no such user.", null)
              .withNextSteps("GET /api/admin/users lists who there is."));
    }
    return UUID.fromString(text);
  }

  Response list(Cursor after, int limit) {
    List<Account> found =
        after == null
            ? accounts.list(null, null, limit + 1)
            : accounts.list(after.at(), id(after.id()), limit + 1);
    JsonObject page =
        Cursor.page(
                found,
                limit,
                UserJson::of,
                account -> new Cursor(Cursor.USERS, account.createdAt(), account.id().toString()))
            .build();
    return Response.ok(page).build();
  }

  Response create(JsonObject body, AccountEvents.Place place) {
    User made =
        registrations.register(
            Members.required(body, "email"),
            Members.required(body, "password"),
            Members.text(body, "name").orElse(null),
            role(body).orElse(Role.USER));
    place.record(
        "user_created", Outcome.SUCCESS, made.id().toString(), Map.of("role", made.role().word()));
    return Response.status(201)
        .entity(UserJson.of(made))
        .header("Location", "/api/admin/users/" + made.id())
        .build();
  }

  Response change(UUID id, JsonObject body, AccountEvents.Place place) {
    Optional<Role> role = role(body);
    Optional<Boolean> active = Members.flag(body, "active");
    User changed =
        accounts.change(
            id,
            before ->
                new User(
                    id,
                    before.email(),
                    name(body, before),
                    role.orElse(before.role()),
                    active.orElse(before.isActive())));
    place.record(
        "user_changed",
        Outcome.SUCCESS,
        id.toString(),
        Map.of("role", changed.role().word(), "active", String.valueOf(changed.isActive())));
    return Response.ok(UserJson.of(changed)).build();
  }

  Response delete(UUID id, AccountEvents.Place place) {
    farewell.delete(id);
    place.record("user_deleted", Outcome.SUCCESS, id.toString());
    return Response.noContent().build();
  }

  private static String name(JsonObject body, User before) {
    return body.containsKey("name")
        ? Members.text(body, "name").map(Registrations::requireName).orElse(null)
        : before.name();
  }

  private static Optional<Role> role(JsonObject body) {
    return Members.text(body, "role").map(UsersCall::role);
  }

  private static Role role(String word) {
    try {
      return Role.of(word);
    } catch (IllegalArgumentException unknown) {
      throw Members.invalid("role", "must be user or admin");
    }
  }
}
