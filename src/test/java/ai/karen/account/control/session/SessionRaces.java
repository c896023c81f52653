package ai.karen.account.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.LoginSession;
import ai.karen.store.control.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What many callers at once do to a session, through one node or several. */
final class SessionRaces implements AutoCloseable {
  private static final int CALLERS = 50;

  private final List<TestingSessions> nodes;
  private final Ledger ledger;
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

  SessionRaces(Ledger ledger, TestingSessions... nodes) {
    this.ledger = ledger;
    this.nodes = List.of(nodes);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Everybody gets the same successor, and may go on with it. */
  void refreshAtOnce(int times) throws Exception {
    Access login = node(0).logIn();
    String value = login.refresh();
    for (int round = 1; round <= times; round++) {
      String presented = value;
      List<Access> answers =
          together(
              IntStream.range(0, CALLERS)
                  .<Callable<Access>>mapToObj(caller -> () -> node(caller).refresh(presented))
                  .toList());
      Set<String> successors = answers.stream().map(Access::refresh).collect(Collectors.toSet());
      assertThat(successors).as("round " + round).containsExactly(node(0).value(login, round));
      assertThat(answers).allMatch(answer -> node(0).accepts(answer));
      value = successors.iterator().next();
    }
    LoginSession session = find(login);
    assertThat(session.isRevoked()).isFalse();
    assertThat(session.counter()).isEqualTo(times);
  }

  /** Once the logout is acknowledged, nothing of the session is alive. */
  void refreshAgainstLogout(int times) throws Exception {
    for (int round = 0; round < times; round++) {
      TestingSessions one = node(round);
      TestingSessions other = node(round + 1);
      Access login = one.logIn();
      List<Access> answers =
          together(
              List.of(
                  () -> refreshed(one, login.refresh()),
                  () -> refreshed(other, login.refresh()),
                  () -> {
                    one.logOut(login.refresh());
                    return null;
                  }));
      answers.set(2, login);
      for (Access answer : answers) {
        assertThat(answer == null || !one.accepts(answer) && !other.accepts(answer))
            .as("round " + round)
            .isTrue();
        assertThat(answer == null || refreshed(other, answer.refresh()) == null).isTrue();
      }
    }
  }

  private LoginSession find(Access login) {
    return ledger
        .read(login.session(), rows -> rows.find(LoginSession.class, login.session()))
        .orElseThrow();
  }

  private TestingSessions node(int caller) {
    return nodes.get(caller % nodes.size());
  }

  private static Access refreshed(TestingSessions node, String value) {
    try {
      return node.refresh(value);
    } catch (RefreshRefused over) {
      return null;
    }
  }

  private <T> List<T> together(List<Callable<T>> calls) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> call : calls) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                return call.call();
              }));
    }
    start.countDown();
    List<T> answers = new ArrayList<>();
    for (Future<T> each : running) {
      answers.add(each.get());
    }
    return answers;
  }
}
