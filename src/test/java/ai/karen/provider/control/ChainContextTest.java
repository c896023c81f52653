package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A question that does not fit a model's context. */
class ChainContextTest {
  private final TestingProvider small = new TestingProvider("small").context(8_000);
  private final TestingProvider same = new TestingProvider("same").context(8_000);
  private final TestingProvider large = new TestingProvider("large").context(128_000);
  private final TestingProvider unknown = new TestingProvider("unknown");
  private final TestingProvider lastResort = TestingProvider.lastResort();

  @Test
  void onlyALargerContextIsAskedNext() {
    TestingChain chain = new TestingChain(small, same, large).ask();

    tooLong(small);
    large.call().answer("Hello");

    assertThat(small.asked()).isEqualTo(1);
    assertThat(same.asked()).isZero();
    assertThat(chain.reply().provider()).isEqualTo("large");
  }

  @Test
  void withoutALargerContextTheCallerGetsTheProvidersError() {
    TestingChain chain = new TestingChain(large, small, lastResort).ask();

    tooLong(large);

    assertThat(small.asked()).isZero();
    assertThat(lastResort.asked()).isZero();
    assertThat(chain.problem().status()).isEqualTo(400);
    assertThat(chain.problem().code()).isEqualTo("context_length_exceeded");
    assertThat(chain.problem().message()).isEqualTo("the vendor's own words");
  }

  @Test
  void aLargerOneThatRefusesTooIsTheOneThatTheCallerHears() {
    TestingChain chain = new TestingChain(small, large, lastResort).ask();

    tooLong(small);
    tooLong(large);

    assertThat(lastResort.asked()).isZero();
    assertThat(chain.problem().code()).isEqualTo("context_length_exceeded");
  }

  @Test
  void aContextThatIsNotKnownMayBeLargerThanAnother() {
    new TestingChain(small, unknown).ask();

    tooLong(small);

    assertThat(unknown.asked()).isEqualTo(1);
  }

  @Test
  void aContextThatIsNotKnownSaysNothingAboutTheOthers() {
    TestingChain chain = new TestingChain(unknown, small, lastResort).ask();

    tooLong(unknown);
    tooLong(small);

    assertThat(small.asked()).isEqualTo(1);
    assertThat(lastResort.asked()).isZero();
    assertThat(chain.problem().code()).isEqualTo("context_length_exceeded");
  }

  @Test
  void aQuestionThatIsTooLongSaysNothingAgainstTheProvider() {
    TestingChain chain = new TestingChain(small, large).ask();

    tooLong(small);

    assertThat(chain.health(small).isAvailable()).isTrue();
  }

  @Test
  void aLargerOneThatRestsMakesItAMatterOfTime() {
    TestingChain chain = new TestingChain(small, large);
    chain.ask(Link.parse("large"));
    large.call().slowDown(Duration.ofSeconds(20));
    chain.ask();
    tooLong(small);

    assertThat(chain.problem().status()).isEqualTo(503);
    assertThat(chain.problem().code()).isEqualTo("providers_exhausted");
    assertThat(chain.problem().message()).contains("small: too_long, large: cooling down");
  }

  @Test
  void oneThatRestsAndIsNotLargerChangesNothing() {
    TestingChain chain = new TestingChain(small, same);
    chain.ask(Link.parse("same"));
    same.call().slowDown(Duration.ofSeconds(20));
    chain.ask();
    tooLong(small);

    assertThat(chain.problem().code()).isEqualTo("context_length_exceeded");
  }

  private static void tooLong(TestingProvider provider) {
    provider.call().refuses(FailureKind.TOO_LONG, 400);
  }
}
