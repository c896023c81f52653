package ai.karen.admission.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.Problem;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final TestingTimer timer = new TestingTimer();
  private final List<String> refusals = new ArrayList<>();

  @Test
  void requirement1AtTheLimitEverybodyRuns() {
    Gate gate = gate(3, 0, 10);

    assertThat(arrive(gate, 3)).noneMatch(Passage::isWaiting).allMatch(GateTest::isLetIn);
    assertThat(gate.inFlight()).isEqualTo(3);
  }

  @Test
  void requirement1OnePastTheLimitWaitsAndRunsWhenAnotherEnds() {
    Gate gate = gate(1, 1, 10);
    Passage first = arrive(gate);
    Passage second = arrive(gate);
    List<String> turns = new ArrayList<>();
    second.whenDecided(() -> turns.add("second"));

    assertThat(second.isWaiting()).isTrue();
    assertThat(gate.queued()).isOne();
    first.end();

    assertThat(turns).containsExactly("second");
    assertThat(isLetIn(second)).isTrue();
    assertThat(gate.inFlight()).isOne();
    assertThat(gate.queued()).isZero();
  }

  @Test
  void requirement1OnePastTheQueueIsRefusedAtOnceAndToldWhenToComeBack() {
    Gate gate = gate(1, 1, 10);
    arrive(gate, 2);

    Passage third = arrive(gate);

    assertThat(third.isWaiting()).isFalse();
    assertThat(third.refusal().map(Problem::code)).contains("overloaded");
    assertThat(third.refusal().map(Problem::status)).contains(503);
    assertThat(third.refusal().map(Problem::retryAfter)).contains(Duration.ofSeconds(1));
    assertThat(refusals).containsExactly("full");
  }

  @Test
  void requirement1WhoeverWaitsRunsInTheOrderOfComing() {
    Gate gate = gate(1, 3, 10);
    Passage running = arrive(gate);
    List<Integer> turns = new ArrayList<>();
    List<Passage> waiting = arrive(gate, 3);
    IntStream.range(0, 3)
        .forEach(number -> waiting.get(number).whenDecided(() -> turns.add(number)));

    running.end();
    waiting.get(0).end();
    waiting.get(1).end();

    assertThat(turns).containsExactly(0, 1, 2);
  }

  @Test
  void requirement2ASlotIsGivenBackOnceHoweverOftenTheEndIsTold() {
    Gate gate = gate(2, 0, 10);
    Passage first = arrive(gate);
    arrive(gate);

    first.end();
    first.end();
    first.started();
    first.end();

    assertThat(gate.inFlight()).isOne();
    assertThat(isLetIn(arrive(gate))).isTrue();
    assertThat(isLetIn(arrive(gate))).isFalse();
  }

  @Test
  void requirement2WhoeverLeavesTheLineFreesItsPlace() {
    Gate gate = gate(1, 1, 10);
    arrive(gate);
    Passage waiting = arrive(gate);

    waiting.end();

    assertThat(gate.queued()).isZero();
    assertThat(arrive(gate).isWaiting()).isTrue();
  }

  @Test
  void requirement3WhoeverWaitsUntilItsDeadlineIsRefused() {
    Gate gate = gate(1, 2, 10);
    arrive(gate);
    Passage hasty = gate.arrive(Duration.ofSeconds(1));
    Passage patient = arrive(gate);

    timer.advance(Duration.ofMillis(999));
    assertThat(hasty.isWaiting()).isTrue();
    timer.advance(Duration.ofMillis(1));

    assertThat(hasty.refusal().map(Problem::code)).contains("overloaded");
    assertThat(patient.isWaiting()).isTrue();
    assertThat(refusals).containsExactly("waited");
    timer.advance(DEADLINE);
    assertThat(patient.isWaiting()).isFalse();
  }

  @Test
  void requirement3WhatARequestWaitedIsTakenFromItsTime() {
    Gate gate = gate(1, 1, 10);
    Passage first = arrive(gate);
    Passage second = gate.arrive(Duration.ofSeconds(5));

    timer.advance(Duration.ofSeconds(2));
    first.end();

    assertThat(second.remaining()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void requirement4OnlySoManyBeginAtOnce() {
    Gate gate = gate(100, 0, 2);
    List<Passage> come = arrive(gate, 3);

    assertThat(come.get(2).isWaiting()).isTrue();
    come.get(0).started();

    assertThat(isLetIn(come.get(2))).isTrue();
    assertThat(gate.inFlight()).isEqualTo(3);
  }

  @Test
  void requirement4ABodyThatComesSlowlyKeepsNobodyFromBeginning() {
    Gate gate = gate(100, 0, 1);
    Passage slow = arrive(gate);
    Passage next = arrive(gate);

    timer.advance(Gate.LONGEST_START);

    assertThat(next.isWaiting()).isFalse();
    slow.started();
    assertThat(arrive(gate).isWaiting()).as("the slow one gave nothing back twice").isTrue();
  }

  @Test
  void requirement4ABurstIsNoOverload() {
    Gate gate = gate(4096, 1024, 1);

    assertThat(arrive(gate, 3000)).allMatch(GateTest::isNotRefused);
    timer.advance(Gate.LONGEST_START.multipliedBy(20));
    assertThat(arrive(gate, 1000)).allMatch(GateTest::isNotRefused);
  }

  @Test
  void requirement4WhenTheLineDoesNotDissolveNewcomersAreRefusedUntilItDoes() {
    Gate gate = gate(4096, 1024, 1);
    arrive(gate, 1000);
    timer.advance(Congestion.TARGET.plusMillis(1));
    assertThat(isNotRefused(arrive(gate))).isTrue();

    timer.advance(Congestion.INTERVAL);
    assertThat(isNotRefused(arrive(gate))).isFalse();
    assertThat(refusals).containsExactly("congested");

    while (gate.queued() > 0) {
      timer.advance(Gate.LONGEST_START);
    }
    assertThat(isNotRefused(arrive(gate))).isTrue();
  }

  @Test
  void requirement4AShortLineIsNoOverloadHoweverLongItStands() {
    Gate gate = gate(4096, 1024, 1);
    arrive(gate, 10);
    timer.advance(Congestion.TARGET.plusMillis(1));

    for (int more = 0; more < 100; more++) {
      assertThat(isNotRefused(arrive(gate))).isTrue();
      timer.advance(Gate.LONGEST_START);
    }
  }

  @Test
  void requirement1WaitingForASlotIsNoOverload() {
    Gate gate = gate(1, 10, 10);
    arrive(gate, 2);

    timer.advance(Congestion.INTERVAL.multipliedBy(2));
    assertThat(isNotRefused(arrive(gate))).isTrue();
    timer.advance(Congestion.INTERVAL.multipliedBy(2));

    assertThat(isNotRefused(arrive(gate))).isTrue();
  }

  @Test
  void requirement6AClosedDoorRefusesNewcomersAndWhoeverWaits() {
    Gate gate = gate(1, 1, 10);
    Passage running = arrive(gate);
    Passage waiting = arrive(gate);

    CompletionStage<Void> idle = gate.close();

    assertThat(waiting.refusal().map(Problem::code)).contains("shutting_down");
    assertThat(arrive(gate).refusal().map(Problem::code)).contains("shutting_down");
    assertThat(idle.toCompletableFuture()).isNotDone();
    running.end();
    assertThat(idle.toCompletableFuture()).isDone();
  }

  @Test
  void requirement6WithoutWorkAClosedDoorIsIdleAtOnce() {
    assertThat(gate(1, 1, 1).close().toCompletableFuture()).isDone();
  }

  private Gate gate(int inFlight, int queue, int beginners) {
    Limits limits = new Limits(inFlight, queue);
    return new Gate(limits, beginners, timer, refused -> refusals.add(refused.reason()));
  }

  private static Passage arrive(Gate gate) {
    return gate.arrive(DEADLINE);
  }

  private static List<Passage> arrive(Gate gate, int many) {
    return IntStream.range(0, many).mapToObj(number -> arrive(gate)).toList();
  }

  private static boolean isLetIn(Passage passage) {
    return !passage.isWaiting() && isNotRefused(passage);
  }

  private static boolean isNotRefused(Passage passage) {
    return passage.refusal().isEmpty();
  }
}
