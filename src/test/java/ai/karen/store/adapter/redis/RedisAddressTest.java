package ai.karen.store.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

  @Test
  void theRestIsRedisUsual() {
    assertThat(RedisAddress.parse("redis://host"))
        .isEqualTo(new RedisAddress("host", 6379, null, null, 0, false));
  }

  @Test
  void everythingCanBeSaid() {
    assertThat(RedisAddress.parse("rediss://me:p%40ss+w@[::1]:7000/12"))
        .isEqualTo(new RedisAddress("[::1]", 7000, "me", new Secret("p@ss+w"), 12, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6379",
        "http://host:6379",
        "redis:host",
        "redis://",
        "redis://host:0",
        "redis://host:70000",
        "redis://host/one",
        "redis://host/1/2",
        "redis://host?db=1",
        "redis://secret@host",
        "redis://:secret%zz@host",
        "redis://:secret^@host:port",
        "redis://:se/cret@host"
      })
  void requirement8WhatCanNotBeUsedIsReportedWithoutASecret(String url) {
    Settings settings = new Settings(new TestingConfig(Map.of(RedisAddress.SETTING, url)));
    assertThat(RedisAddress.read(settings)).isEmpty();
    assertThat(settings.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo("karen.redis.url");
              assertThat(problem.sentence())
                  .doesNotContain("secret", "cret@")
                  .contains("such as redis://");
            });
  }
}
