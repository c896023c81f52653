package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Scale;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A burst of guesses, the owner on a known device, and a restart in between. */
class ThrottleIT {
  private static final int ACCOUNTS_PER_ADDRESS = 20;
  private static final int ROUNDS = Scale.of("guess-rounds", 20);

  @Test
  void ofAHundredParallelGuessesAtMostTenAreLookedAtAndTheOwnerStillGetsIn() throws Exception {
    try (TestingEngine engine = TestingEngine.start(Administrator.settings())) {
      Browser owner = Administrator.at(engine.client());
      assertThat(owner.cookie("__Host-karen_device")).isNotNull();
      List<HttpResponse<String>> answers =
          burst(engine, Administrator.EMAIL, () -> assertLetIn(owner));
      assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSizeBetween(1, 10);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 401)
          .allSatisfy(ThrottleIT::assertHeldBack);
      assertLetIn(owner);
      List<HttpResponse<String>> unknown = burst(engine, "nobody@example.org");
      assertThat(unknown).filteredOn(answer -> answer.statusCode() == 401).hasSizeLessThan(11);
      everyoneIsToldSoWhenManyAskAtOnce(engine);
      engine.kill();
      engine.restart();
      Browser guesser = new Browser(engine.client());
      assertThat(guesser.logIn("nobody@example.org", "x").statusCode()).isIn(401, 429);
      // Of a first failure nobody would be held back.
      assertHeldBack(guesser.logIn("nobody@example.org", "x"));
      assertLetIn(owner);
      fromOneAddressOnlySoManyAccountsAreTried(engine);
    }
  }

  /** Refusals that come at once met others' requests on the server's threads, and spoiled them. */
  private static void everyoneIsToldSoWhenManyAskAtOnce(TestingEngine engine) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(burst(engine, "nobody@example.org"))
          .filteredOn(answer -> answer.statusCode() != 401)
          .allSatisfy(ThrottleIT::assertHeldBack);
    }
  }

  /** Whatever it says of where it comes from. */
  private static void fromOneAddressOnlySoManyAccountsAreTried(TestingEngine engine) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int account = 0; account <= ACCOUNTS_PER_ADDRESS; account++) {
      String email = "stranger" + account + "@example.org";
      Browser stranger =
          new Browser(engine.client())
              .saying("X-Forwarded-For", "198.51.100." + account)
              .saying("Forwarded", "for=198.51.100." + account);
      answers.add(stranger.logIn(email, "not the password"));
    }
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).isNotEmpty();
    assertHeldBack(answers.get(answers.size() - 1));
  }

  private static void assertLetIn(Browser owner) {
    HttpResponse<String> answer = owner.logIn(Administrator.EMAIL, Administrator.PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void assertHeldBack(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("too_many_attempts");
  }

  private static List<HttpResponse<String>> burst(TestingEngine engine, String email)
      throws Exception {
    return burst(engine, email, () -> {});
  }

  /**
   * @param meanwhile done again and again until all guesses are answered, once at least
   */
  private static List<HttpResponse<String>> burst(
      TestingEngine engine, String email, Runnable meanwhile) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(100);
    List<Future<HttpResponse<String>>> guesses = new ArrayList<>();
    for (int guess = 0; guess < 100; guess++) {
      String password = "not the password " + guess;
      guesses.add(threads.submit(() -> new Browser(engine.client()).logIn(email, password)));
    }
    do {
      meanwhile.run();
    } while (guesses.stream().anyMatch(guess -> !guess.isDone()));
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> guess : guesses) {
      answers.add(guess.get());
    }
    threads.shutdown();
    return answers;
  }
}
