package ai.karen.account.control.user;

import ai.karen.account.control.DataOfUsers;
import ai.karen.account.entity.Account;
import ai.karen.json.entity.Json;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.UUID;

/** The account itself, for its owner's export. Thread-safe; blocks. */
@ApplicationScoped
public class AccountData implements DataOfUsers {
  private final Ledger ledger;

  /** For the container's client proxy. */
  protected AccountData() {
    this(null);
  }

  @Inject
  public AccountData(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public JsonValue of(UUID user) {
    return ledger
        .read(user, rows -> rows.find(Account.class, user))
        .map(AccountData::json)
        .orElse(JsonValue.NULL);
  }

  private static JsonValue json(Account account) {
    String name = account.user().name();
    return Json.createObjectBuilder()
        .add("id", account.id().toString())
        .add("email", account.user().email())
        .add("name", name == null ? JsonValue.NULL : Json.createValue(name))
        .add("role", account.user().role().word())
        .add("created_at", account.createdAt().toString())
        .add("updated_at", account.updatedAt().toString())
        .build();
  }
}
