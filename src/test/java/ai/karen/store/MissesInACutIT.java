package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Talk;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node that is cut off says of what is another's, and of what it never saw. */
class MissesInACutIT {
  private static final String CONVERSATIONS = "/api/conversations";
  private static final String PASSWORD = "a long sentence for nobody";
  private static final String WORDS = "told to nobody else";
  private static final String MESSAGE = "{\"content\":\"of a stranger\"}";
  private static final String TITLE = "{\"title\":\"of a stranger\"}";

  private final TwoNodes nodes = TwoNodes.shared();
  private final Node first = nodes.first();
  private final Node second = nodes.second();
  private final EngineClient here = first.engine().client();

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void aCopyIsThereForItsOwnerAlone() {
    Browser stranger = stranger();
    Talk seen = new Talk(here, first.talk().create(WORDS));
    first.talk().say(seen.id(), WORDS);
    first.talk().contents(seen.id());
    requireHidden(stranger, seen);
    assertThat(stranger.get("/api/auth/export").statusCode()).as("is copied here").isEqualTo(200);
    nodes.cut();
    assertThat(here.get(seen.path()).body()).contains(WORDS);
    assertThat(first.talk().contents(seen.id())).contains(WORDS);
    requireHidden(stranger, seen);
    for (String path : List.of(CONVERSATIONS, "/api/auth/export")) {
      HttpResponse<String> own = stranger.get(path);
      assertThat(own.statusCode()).as("%s: %s", path, own.body()).isEqualTo(200);
      assertThat(own.body()).as(path).doesNotContain(seen.id(), WORDS);
    }
    nodes.heal();
    requireHidden(stranger, seen);
    assertThat(first.talk().contents(seen.id())).containsExactly(WORDS, "Re: " + WORDS);
    assertThat(new KeptInPostgres(nodes.postgres()).title(seen.id())).contains(WORDS);
  }

  /** For readers and for writers. */
  private static void requireHidden(Browser stranger, Talk talk) {
    for (HttpResponse<String> refused :
        List.of(
            stranger.get(talk.path()),
            stranger.get(talk.messagesPath()),
            stranger.send("POST", talk.messagesPath(), MESSAGE),
            stranger.send("PATCH", talk.path(), TITLE),
            stranger.delete(talk.path()))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
      assertThat(refused.body()).doesNotContain(WORDS);
    }
  }

  @Test
  void whatWasNeverSeenHereIsNotWrittenToEither() {
    Talk unseen = new Talk(here, second.talk().create("unseen"));
    second.talk().say(unseen.id(), "said elsewhere");
    nodes.cut();
    for (HttpResponse<String> refused :
        List.of(
            here.post(unseen.messagesPath(), MESSAGE),
            unseen.rename(TITLE),
            unseen.delete(),
            unseen.delete(UUID.randomUUID().toString()))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
    nodes.heal();
    KeptInPostgres kept = new KeptInPostgres(nodes.postgres());
    assertThat(kept.title(unseen.id())).contains("unseen");
    assertThat(kept.messages(unseen.id()))
        .extracting(Kept.Message::content)
        .containsExactly("said elsewhere", "Re: said elsewhere");
    assertThat(first.talk().contents(unseen.id())).hasSize(2);
  }

  /** Somebody else, who has logged in at the first node. */
  private Browser stranger() {
    String email = "stranger-" + UUID.randomUUID() + "@example.org";
    String person =
        "{\"email\":\"%s\",\"password\":\"%s\",\"role\":\"user\"}".formatted(email, PASSWORD);
    HttpResponse<String> made = Administrator.at(here).send("POST", "/api/admin/users", person);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    Browser stranger = new Browser(here);
    assertThat(stranger.logIn(email, PASSWORD).statusCode()).isEqualTo(200);
    return stranger;
  }
}
