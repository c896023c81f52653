package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted at one node is not in the copies of the other, which serve in an outage. */
class DeletionAtTwoNodesIT {
  /** Longer than copies take to follow, and to be compared. */
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private final TwoNodes nodes = TwoNodes.shared();
  private final Node first = nodes.first();
  private final Node second = nodes.second();
  private final String secret = "to be forgotten " + UUID.randomUUID();
  private String id;

  @BeforeEach
  void copiedAtTheSecond() {
    id = first.talk().create(secret);
    first.talk().say(id, secret);
    assertThat(second.talk().contents(id)).contains(secret);
    Moments.let(A_WHILE);
  }

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void whereTheNodesMeet() {
    first.talk().delete(id);
    Moments.let(A_WHILE);
    second.cutOff();
    requireForgotten();
  }

  @Test
  void whereTheOtherWasCutOffMeanwhile() {
    second.cutOff();
    assertThat(second.talk().contents(id)).as("the copy is in use").contains(secret);
    first.talk().delete(id);
    second.heal();
    Moments.let(A_WHILE);
    second.cutOff();
    requireForgotten();
  }

  /** By the second node alone. */
  private void requireForgotten() {
    assertThat(second.talk().status(id)).isIn(404, 503);
    HttpResponse<String> messages = second.get("/api/conversations/" + id + "/messages");
    assertThat(messages.statusCode()).isIn(404, 503);
    assertThat(second.get("/api/conversations?limit=100").body())
        .contains("\"partial\":true")
        .doesNotContain(id);
    assertThat(second.get("/api/auth/export").body())
        .contains("\"partial\":true")
        .doesNotContain(secret);
  }
}
