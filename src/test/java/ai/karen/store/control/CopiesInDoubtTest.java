package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files. */
class CopiesInDoubtTest {
  private static final UUID ONE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  @TempDir private Path folder;

  @Test
  void whatWasNotSettledIsKnownAfterAKill() {
    CopiesInDoubt before = inDoubt();
    before.begin(ONE);
    before.begin(OTHER);
    before.begin(ONE);
    before.settle(ONE);

    assertThat(inDoubt().asked()).containsExactly(OTHER);
  }

  @Test
  void whatIsSettledAfterwardsIsOver() {
    inDoubt().begin(ONE);
    inDoubt().settle(ONE);

    assertThat(inDoubt().asked()).isEmpty();
  }

  @Test
  void theFileGrowsWithWhatIsUnderWayAtOnceAndNotWithTheWork() throws Exception {
    CopiesInDoubt doubts = inDoubt();
    Stream.generate(UUID::randomUUID)
        .limit(1_000)
        .forEach(
            aggregate -> {
              doubts.begin(aggregate);
              doubts.settle(aggregate);
            });

    assertThat(Files.size(folder.resolve("copies-in-doubt")))
        .isEqualTo(AggregateFile.ROOM * AggregateFile.PLACE);
  }

  @Test
  void soManyAtATimeNeedNoRoomOnTheDiskAndTheNextOneDoes() throws Exception {
    CopiesInDoubt doubts = inDoubt();
    Path file = folder.resolve("copies-in-doubt");
    Stream.generate(UUID::randomUUID).limit(AggregateFile.ROOM).forEach(doubts::begin);
    long room = Files.size(file);
    assertThat(room).isEqualTo(AggregateFile.ROOM * AggregateFile.PLACE);

    doubts.begin(ONE);

    assertThat(Files.size(file)).isEqualTo(room + AggregateFile.PLACE);
    assertThat(inDoubt().asked()).hasSize(AggregateFile.ROOM + 1).contains(ONE);
  }

  @Test
  void whatIsKnownToLackSomethingIsNotSettledByAnOperationThatComesToItsEnd() {
    CopiesInDoubt before = inDoubt();
    before.lack(ONE);
    before.lack(OTHER);
    before.begin(ONE);
    before.settle(ONE);
    before.whole(OTHER);

    assertThat(inDoubt().lacking()).containsExactly(ONE);
    assertThat(inDoubt().asked()).isEmpty();
  }

  @Test
  void aTornFileIsReadAsFarAsItGoes() throws Exception {
    inDoubt().begin(ONE);
    Files.write(folder.resolve("copies-in-doubt"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    assertThat(inDoubt().asked()).containsExactly(ONE);
  }

  private CopiesInDoubt inDoubt() {
    DataFolder data = new DataFolder(folder);
    try {
      return new CopiesInDoubt(data);
    } finally {
      data.release();
    }
  }
}
