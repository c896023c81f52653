package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL has committed, and its answer is lost: what it holds then is not written twice. */
class LostCommitsIT {
  private static final String CONVERSATIONS = "/api/conversations";

  /** For a second in the database, what it takes to find it alive, and the journal. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node node = nodes.first();
  private final String text = "Schrödinger's commit " + UUID.randomUUID();

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void aConversationBeginsOnceThoughTheAnswerToItsCommitNeverComes() {
    CompletableFuture<HttpResponse<String>> answer = postUnheard(CONVERSATIONS, "title");
    Eventually.holds("the commit is withheld", node.toPostgres()::hasWithheldCommit);
    assertThat(kept().titles()).as("it is committed").containsOnlyOnce(text);

    HttpResponse<String> taken = answer.join();
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(Node.isDegraded(taken)).as("the journal has taken it").isTrue();
    String id = Browser.json(taken).getString("id");
    assertThat(node.talk().status(id)).isEqualTo(200);

    requireKeptOnce(id);
    assertThat(kept().titles()).containsOnlyOnce(text);
    assertThat(kept().title(id)).contains(text);
    assertThat(nodes.second().talk().status(id)).isEqualTo(200);
  }

  @Test
  void aMessageIsKeptOnceThoughTheAnswerToItsCommitNeverComes() {
    String id = node.talk().create("unheard");
    CompletableFuture<HttpResponse<String>> answer = postUnheard(messages(id), "content");
    Eventually.holds("the commit is withheld", node.toPostgres()::hasWithheldCommit);

    requireAnsweredOnce(id, answer);
  }

  @Test
  void aMessageIsKeptOnceThoughTheLineBreaksBetweenItsCommitAndTheAnswer() {
    String id = node.talk().create("broken");
    CompletableFuture<HttpResponse<String>> answer = postUnheard(messages(id), "content");
    Eventually.holds("the commit is withheld", node.toPostgres()::hasWithheldCommit);
    node.toPostgres().cut();

    requireAnsweredOnce(id, answer);
  }

  private CompletableFuture<HttpResponse<String>> postUnheard(String path, String member) {
    node.toPostgres().withholdCommitAfter(text);
    return node.engine()
        .client()
        .postLater(path, "{\"%s\":\"%s\"}".formatted(member, text), Map.of())
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void requireAnsweredOnce(String id, CompletableFuture<HttpResponse<String>> answer) {
    assertThat(contents(id)).as("is committed").startsWith(text);
    HttpResponse<String> taken = answer.join();
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(Node.isDegraded(taken)).as("the journal has taken it").isTrue();
    assertThat(node.talk().contents(id)).containsExactly(text, "Re: " + text);

    requireKeptOnce(id);
    assertThat(contents(id)).containsExactly(text, "Re: " + text);
    for (Node each : List.of(node, nodes.second())) {
      assertThat(each.talk().contents(id)).containsExactly(text, "Re: " + text);
    }
  }

  private void requireKeptOnce(String id) {
    nodes.heal();
    assertThat(node.stores().parked()).isZero();
    assertThat(
            postgres.count("select count(*) from operation_conflict where aggregate='" + id + "'"))
        .isZero();
  }

  private KeptInPostgres kept() {
    return new KeptInPostgres(postgres);
  }

  private List<String> contents(String id) {
    return kept().messages(id).stream().map(Kept.Message::content).toList();
  }

  private static String messages(String id) {
    return CONVERSATIONS + "/" + id + "/messages";
  }
}
