package ai.karen.conversation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.entity.Position;
import ai.karen.problem.entity.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 4: cursors. */
class CursorsTest {
  private static final Position PLACE =
      new Position(Instant.parse("2026-01-05T08:30:00.123456Z"), UUID.randomUUID());

  @Test
  void requirement4ACursorLeadsBackToItsPlace() {
    String text = Cursors.text(PLACE, Cursors.MESSAGES);

    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Cursors.read(text, Cursors.MESSAGES)).isEqualTo(PLACE);
    assertThat(Cursors.read(null, Cursors.MESSAGES)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "%%%", "AAAA", "AQIAAAAA", "\u00e9"})
  void requirement4WhatNobodyGaveOutIsRefused(String text) {
    refuses(text, Cursors.MESSAGES);
  }

  @Test
  void requirement4AnotherListsOrACutOrALongerOneIsRefused() {
    String text = Cursors.text(PLACE, Cursors.MESSAGES);

    refuses(text, Cursors.CONVERSATIONS);
    refuses(text.substring(0, text.length() - 4), Cursors.MESSAGES);
    refuses(text + "AAAA", Cursors.MESSAGES);
    refuses("Ag" + text.substring(2), Cursors.MESSAGES);
    refuses("AQL_" + text.substring(4), Cursors.MESSAGES);
  }

  private static void refuses(String text, byte list) {
    assertThatThrownBy(() -> Cursors.read(text, list))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(400);
              assertThat(refusal.problem().code()).isEqualTo("invalid_cursor");
            });
  }
}
