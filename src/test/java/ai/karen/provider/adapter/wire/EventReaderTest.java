package ai.karen.provider.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 4: an answer arrives at the pace of its taker, whatever its bytes were cut into. */
class EventReaderTest {
  private static final String STREAM =
      "\uFEFFdata: first\n\n: a comment\r\n\r\nevent: named\rdata:no space\r\r"
          + "data: two\r\ndata: lines\r\n\r\nid: 7\nretry: 10\ndata:  kept space\n\n"
          + "data\n\nevent: lonely\n\ndata: {\"text\":\"Grüße 世界 🙂\"}\n\nbogus: x\ndata: last";
  private static final List<String> EVENTS =
      List.of(
          "message:first",
          "named:no space",
          "message:two\nlines",
          "message: kept space",
          "message:",
          "message:{\"text\":\"Grüße 世界 🙂\"}",
          "message:last");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 16, 1000})
  void requirement4PiecesOfAnySizeGiveTheSameEvents(int size) {
    assertThat(read(STREAM, length -> size)).isEqualTo(EVENTS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4000})
  void requirement4AnySplitGivesTheSameEvents(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      assertThat(read(STREAM, length -> 1 + random.nextInt(length))).isEqualTo(EVENTS);
    }
  }

  @ParameterizedTest
  @CsvSource({"\\n", "\\r", "\\r\\n"})
  void everyLineEndIsUnderstood(String escaped) {
    String end = escaped.translateEscapes();
    String stream = "event: e" + end + "data: a" + end + "data: b" + end + end;
    assertThat(read(stream, length -> 1)).containsExactly("e:a\nb");
    assertThat(read(stream, length -> length)).containsExactly("e:a\nb");
  }

  @Test
  void requirement4NothingIsReadBeforeItIsAskedFor() {
    TestingSink sink = TestingSink.patient();
    TestingBody body = body(sink, "data: 1\n\ndata: 2\n\n", "data: 3\n\n");
    body.open();
    assertThat(body.requested).isZero();
    sink.demand.request(1);
    assertThat(sink.events).containsExactly("message:1");
    assertThat(body.requested).isEqualTo(1);
    sink.demand.request(1);
    assertThat(body.requested).as("the second was there already").isEqualTo(1);
    sink.demand.request(5);
    assertThat(sink.events).hasSize(3);
    assertThat(sink.end).isCompletedWithValue(null);
  }

  @Test
  void cancellingEndsReadingAndTheSinkHearsNothingMore() {
    TestingSink sink = TestingSink.patient();
    TestingBody body = body(sink, "data: 1\n\ndata: 2\n\n");
    body.open();
    sink.demand.request(1);
    sink.demand.cancel();
    sink.demand.request(9);
    assertThat(body.cancelled).isTrue();
    assertThat(sink.events).hasSize(1);
    assertThat(sink.ends()).isZero();
  }

  @Test
  void aReaderCancelledBeforeTheBodyComesCancelsIt() {
    TestingSink sink = TestingSink.greedy();
    EventReader reader = new EventReader(sink);
    reader.cancel();
    TestingBody body = new TestingBody(reader, List.of("data: 1\n\n".getBytes(UTF_8)));
    body.open();
    assertThat(body.cancelled).isTrue();
    assertThat(sink.events).isEmpty();
  }

  @Test
  void aBrokenStreamIsToldAfterTheEventsBeforeTheBreak() {
    TestingSink sink = TestingSink.patient();
    EventReader reader = new EventReader(sink);
    new TestingBody(reader, List.of("data: 1\n\ndata: 2\n\n".getBytes(UTF_8))).open();
    sink.demand.request(1);
    reader.onError(new IOException("reset"));
    assertThat(sink.ends()).isZero();
    sink.demand.request(1);
    assertThat(sink.events).hasSize(2);
    assertThat(sink.end.join()).hasMessage("reset");
  }

  @Test
  void anEventAtTheLimitIsReadAndOneByteMoreIsNot() {
    String atLimit = "data: " + "x".repeat(EventReader.EVENT_LIMIT - "data: ".length());

    assertThat(read(atLimit + "\n\n", length -> 64 * 1024)).hasSize(1);
    assertTooLong(List.of(atLimit.getBytes(UTF_8), "x\n\n".getBytes(UTF_8)));
  }

  @Test
  void anEventBeyondTheLimitFailsAndCloses() {
    byte[] endless = "data: ".concat("x".repeat(64 * 1024)).getBytes(UTF_8);
    byte[] more = "y".repeat(64 * 1024).getBytes(UTF_8);
    List<byte[]> pieces = new ArrayList<>(List.of(endless));
    for (int index = 0; index < 70; index++) {
      pieces.add(more);
    }
    assertTooLong(pieces);
  }

  @Test
  void anEventOfEndlessLinesFailsToo() {
    byte[] line = ("data: " + "x".repeat(64 * 1024) + "\n").getBytes(UTF_8);
    List<byte[]> pieces = new ArrayList<>();
    for (int index = 0; index < 70; index++) {
      pieces.add(line);
    }
    assertTooLong(pieces);
  }

  @Test
  void aSinkThatThrowsIsToldSoAndTheBodyIsClosed() {
    TestingSink inner = TestingSink.greedy();
    EventReader reader = new EventReader(new ThrowingSink(inner));
    TestingBody body = new TestingBody(reader, List.of("data: 1\n\n".getBytes(UTF_8)));
    body.open();
    assertThat(body.cancelled).isTrue();
    assertThat(inner.end.join()).hasMessage("no");
  }

  private static void assertTooLong(List<byte[]> pieces) {
    TestingSink sink = TestingSink.greedy();
    TestingBody body = new TestingBody(new EventReader(sink), pieces);
    body.open();
    assertThat(body.cancelled).isTrue();
    assertThat(sink.end.join()).isInstanceOf(TooLongException.class);
    assertThat(sink.events).isEmpty();
  }

  private static List<String> read(String stream, IntUnaryOperator size) {
    byte[] bytes = stream.getBytes(UTF_8);
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + size.applyAsInt(bytes.length));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
    TestingSink sink = TestingSink.greedy();
    new TestingBody(new EventReader(sink), pieces).open();
    assertThat(sink.ends()).isEqualTo(1);
    return sink.events;
  }

  private static TestingBody body(TestingSink sink, String... pieces) {
    return new TestingBody(
        new EventReader(sink), Arrays.stream(pieces).map(piece -> piece.getBytes(UTF_8)).toList());
  }
}
