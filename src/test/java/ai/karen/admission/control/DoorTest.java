package ai.karen.admission.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.Problem;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final TestingTimer timer = new TestingTimer();
  private final List<String> refusals = new ArrayList<>();

  @Test
  void requirement1AtTheLimitEverybodyRuns() {
    Door door = door(3, 0, 10);

    assertThat(arrive(door, 3)).noneMatch(Passage::isWaiting).allMatch(DoorTest::isLetIn);
    assertThat(door.inFlight()).isEqualTo(3);
  }

  @Test
  void requirement1OnePastTheLimitWaitsAndRunsWhenAnotherEnds() {
    Door door = door(1, 1, 10);
    Passage first = arrive(door);
    Passage second = arrive(door);
    List<String> turns = new ArrayList<>();
    second.whenDecided(() -> turns.add("second"));

    assertThat(second.isWaiting()).isTrue();
    assertThat(door.queued()).isOne();
    first.end();

    assertThat(turns).containsExactly("second");
    assertThat(isLetIn(second)).isTrue();
    assertThat(door.inFlight()).isOne();
    assertThat(door.queued()).isZero();
  }

  @Test
  void requirement1OnePastTheQueueIsRefusedAtOnceAndToldWhenToComeBack() {
    Door door = door(1, 1, 10);
    arrive(door, 2);

    Passage third = arrive(door);

    assertThat(third.isWaiting()).isFalse();
    assertThat(third.refusal().map(Problem::code)).contains("overloaded");
    assertThat(third.refusal().map(Problem::status)).contains(503);
    assertThat(third.refusal().map(Problem::retryAfter)).contains(Duration.ofSeconds(1));
    assertThat(refusals).containsExactly("full");
  }

  @Test
  void requirement1WhoeverWaitsRunsInTheOrderOfComing() {
    Door door = door(1, 3, 10);
    Passage running = arrive(door);
    List<Integer> turns = new ArrayList<>();
    List<Passage> waiting = arrive(door, 3);
    IntStream.range(0, 3)
        .forEach(number -> waiting.get(number).whenDecided(() -> turns.add(number)));

    running.end();
    waiting.get(0).end();
    waiting.get(1).end();

    assertThat(turns).containsExactly(0, 1, 2);
  }

  @Test
  void requirement2ASlotIsGivenBackOnceHoweverOftenTheEndIsTold() {
    Door door = door(2, 0, 10);
    Passage first = arrive(door);
    arrive(door);

    first.end();
    first.end();
    first.started();
    first.end();

    assertThat(door.inFlight()).isOne();
    assertThat(isLetIn(arrive(door))).isTrue();
    assertThat(isLetIn(arrive(door))).isFalse();
  }

  @Test
  void requirement2WhoeverLeavesTheLineFreesItsPlace() {
    Door door = door(1, 1, 10);
    arrive(door);
    Passage waiting = arrive(door);

    waiting.end();

    assertThat(door.queued()).isZero();
    assertThat(arrive(door).isWaiting()).isTrue();
  }

  @Test
  void requirement3WhoeverWaitsUntilItsDeadlineIsRefused() {
    Door door = door(1, 2, 10);
    arrive(door);
    Passage hasty = door.arrive(Optional.of(Duration.ofSeconds(1)));
    Passage patient = arrive(door);

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
    Door door = door(1, 1, 10);
    Passage first = arrive(door);
    Passage second = door.arrive(Optional.of(Duration.ofSeconds(5)));

    timer.advance(Duration.ofSeconds(2));
    first.end();

    assertThat(second.remaining()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void requirement4OnlySoManyBeginAtOnce() {
    Door door = door(100, 0, 2);
    List<Passage> come = arrive(door, 3);

    assertThat(come.get(2).isWaiting()).isTrue();
    come.get(0).started();

    assertThat(isLetIn(come.get(2))).isTrue();
    assertThat(door.inFlight()).isEqualTo(3);
  }

  @Test
  void requirement4ABodyThatComesSlowlyKeepsNobodyFromBeginning() {
    Door door = door(100, 0, 1);
    Passage slow = arrive(door);
    Passage next = arrive(door);

    timer.advance(Door.LONGEST_START);

    assertThat(next.isWaiting()).isFalse();
    slow.started();
    assertThat(arrive(door).isWaiting()).as("the slow one gave nothing back twice").isTrue();
  }

  @Test
  void requirement4ABurstIsNoOverload() {
    Door door = door(4096, 1024, 1);

    assertThat(arrive(door, 3000)).allMatch(DoorTest::isNotRefused);
    timer.advance(Door.LONGEST_START.multipliedBy(20));
    assertThat(arrive(door, 1000)).allMatch(DoorTest::isNotRefused);
  }

  @Test
  void requirement4WhenTheLineDoesNotDissolveNewcomersAreRefusedUntilItDoes() {
    Door door = door(4096, 1024, 1);
    arrive(door, 1000);
    timer.advance(Congestion.TARGET.plusMillis(1));
    assertThat(isNotRefused(arrive(door))).isTrue();

    timer.advance(Congestion.INTERVAL);
    assertThat(isNotRefused(arrive(door))).isFalse();
    assertThat(refusals).containsExactly("congested");

    while (door.queued() > 0) {
      timer.advance(Door.LONGEST_START);
    }
    assertThat(isNotRefused(arrive(door))).isTrue();
  }

  @Test
  void requirement1WaitingForASlotIsNoOverload() {
    Door door = door(1, 10, 10);
    arrive(door, 2);

    timer.advance(Congestion.INTERVAL.multipliedBy(2));
    assertThat(isNotRefused(arrive(door))).isTrue();
    timer.advance(Congestion.INTERVAL.multipliedBy(2));

    assertThat(isNotRefused(arrive(door))).isTrue();
  }

  @Test
  void requirement6AClosedDoorRefusesNewcomersAndWhoeverWaits() {
    Door door = door(1, 1, 10);
    Passage running = arrive(door);
    Passage waiting = arrive(door);

    CompletionStage<Void> idle = door.close();

    assertThat(waiting.refusal().map(Problem::code)).contains("shutting_down");
    assertThat(arrive(door).refusal().map(Problem::code)).contains("shutting_down");
    assertThat(idle.toCompletableFuture()).isNotDone();
    running.end();
    assertThat(idle.toCompletableFuture()).isDone();
  }

  @Test
  void requirement6WithoutWorkAClosedDoorIsIdleAtOnce() {
    assertThat(door(1, 1, 1).close().toCompletableFuture()).isDone();
  }

  private Door door(int inFlight, int queue, int beginners) {
    Limits limits = new Limits(inFlight, queue, DEADLINE);
    return new Door(limits, beginners, timer, refused -> refusals.add(refused.reason()));
  }

  private static Passage arrive(Door door) {
    return door.arrive(Optional.empty());
  }

  private static List<Passage> arrive(Door door, int many) {
    return IntStream.range(0, many).mapToObj(number -> arrive(door)).toList();
  }

  private static boolean isLetIn(Passage passage) {
    return !passage.isWaiting() && isNotRefused(passage);
  }

  private static boolean isNotRefused(Passage passage) {
    return passage.refusal().isEmpty();
  }
}
