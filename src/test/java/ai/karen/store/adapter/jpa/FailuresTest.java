package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.DatabaseOutage;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an outage, by what the drivers say. */
class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "08003", "28P01", "3D000", "53200", "53300", "57P01", "57P03", "58030",
        "XX001", "25006", "90098", "HYT00"
      })
  void whatIsWrongWithTheServerIsAnOutageForAll(String state) {
    assertThat(Failures.of(refusal(state)))
        .isInstanceOfSatisfying(
            DatabaseOutage.class, outage -> assertThat(outage.isForAll()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P0001", "22001", "23505", "23514", "40001", "40P01", "42501", "42P01", "54000", "55000",
        "55P03", "0A000", "XX000"
      })
  void whatIsWrongWithTheOperationIsNone(String state) {
    RuntimeException refusal = refusal(state);

    assertThat(Failures.of(refusal)).isSameAs(refusal);
  }

  @Test
  void whatTheServerCancelledMayOnlyHaveBeenSlow() {
    assertThat(Failures.of(refusal("57014")))
        .isInstanceOfSatisfying(
            DatabaseOutage.class, outage -> assertThat(outage.isForAll()).isFalse());
  }

  @Test
  void aRefusedConnectionDidNothing() {
    assertThat(((DatabaseOutage) Failures.of(refusal("08001"))).isOpen()).isFalse();
    assertThat(((DatabaseOutage) Failures.of(refusal("08006"))).isOpen()).isTrue();
  }

  @Test
  void whatComesFromThePoolIsAnOutage() {
    assertThat(Failures.of(refusal(null))).isInstanceOf(DatabaseOutage.class);
  }

  @Test
  void whatOnlyTheMapperSaysIsNone() {
    RuntimeException refusal = new PersistenceException("not an entity");

    assertThat(Failures.of(refusal)).isSameAs(refusal);
  }

  private static RuntimeException refusal(String state) {
    return new PersistenceException(new SQLException("said", state));
  }
}
