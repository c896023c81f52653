package ai.karen.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.karen.configuration.control.Settings;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server; JUnit's own assertions, because the archive carries no others. */
@Tag("container")
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
  @Inject private Settings settings;
  @Inject private GuardedService service;

  @Deployment
  static WebArchive engine() {
    return EngineArchive.with(GuardedService.class);
  }

  @Test
  void beansAreInjectedAndReadTheirSettings() {
    String dataFolder = settings.text("karen.data.dir", "not set");

    assertEquals(System.getenv("KAREN_DATA_DIR"), dataFolder);
  }

  @Test
  void breakerOnStageOpensAndKeepsCallsAway() {
    assertInstanceOf(IllegalStateException.class, failureOf(service.broken()));
    assertInstanceOf(IllegalStateException.class, failureOf(service.broken()));
    int callsBefore = service.calls();

    assertInstanceOf(CircuitBreakerOpenException.class, failureOf(service.broken()));
    assertEquals(callsBefore, service.calls());
  }

  @Test
  void stageIsRetried() throws Exception {
    AtomicInteger attempts = new AtomicInteger();

    assertEquals(3, answerOf(service.thirdTime(attempts)));
  }

  @Test
  void stageThatNeverCompletesTimesOut() {
    assertInstanceOf(TimeoutException.class, failureOf(service.silent()));
  }

  @Test
  void failedStageIsReplaced() throws Exception {
    assertEquals("substitute", answerOf(service.replaced()));
  }

  @Test
  void applicationScopedBeansAreProxied() {
    assertTrue(settings.getClass() != Settings.class);
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return assertThrows(ExecutionException.class, () -> answerOf(stage)).getCause();
  }

  private static <T> T answerOf(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
