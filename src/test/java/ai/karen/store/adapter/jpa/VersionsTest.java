package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.TestingJournal;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Operations that a newer version of the engine left in the journal, of each kind that there is.
 */
@AnalyzeClasses(packages = "ai.karen", importOptions = DoNotIncludeTests.class)
class VersionsTest {
  private static final Instant AT = Instant.parse("2026-01-05T08:30:00Z");

  @ArchTest
  static void operationsOfANewerVersionAreParkedWhateverTheirKind(JavaClasses engine)
      throws IOException {
    TestingJournal journal = new TestingJournal();
    try (TestingNode node =
        TestingNode.embedded(Files.createTempDirectory("karen-versions"), journal)) {
      requireEachOf(engine, node);
      List<Operation> newer = node.application.kinds().flatMap(VersionsTest::newer).toList();
      newer.forEach(journal::append);

      node.replays.replay().run();

      assertThat(journal.parked(0, 9_999))
          .extracting(ParkedEntry::entry)
          .extracting(JournalEntry::operation)
          .as("is visible, and waits for a version that knows it")
          .containsExactlyInAnyOrderElementsOf(newer);
      assertThat(journal.parked(0, 9_999))
          .extracting(ParkedEntry::reason)
          .as("nobody tried to read it")
          .containsOnly("It can't be applied (UnknownOperation).");
      assertThat(newer).noneMatch(operation -> isApplied(operation, node));
    }
  }

  /** A kind that is new is covered as well. */
  private static void requireEachOf(JavaClasses engine, TestingNode node) {
    List<String> kinds =
        engine.stream()
            .filter(each -> each.isAssignableTo(AggregateKind.class) && !each.isInterface())
            .map(each -> each.getName())
            .toList();
    assertThat(node.application.kinds().map(kind -> kind.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  private static Stream<Operation> newer(AggregateKind kind) {
    return kind.types().stream()
        .map(
            type ->
                new Operation(
                    UUID.randomUUID(), UUID.randomUUID(), type, kind.version() + 1, AT, "{}", ""));
  }

  private static boolean isApplied(Operation operation, TestingNode node) {
    return node.local().read(rows -> rows.find(AppliedOperation.class, operation.id())).isPresent();
  }
}
