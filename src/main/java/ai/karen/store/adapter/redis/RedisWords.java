package ai.karen.store.adapter.redis;

import ai.karen.health.entity.Cause;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Says in a sentence why Redis is not in use. */
final class RedisWords {
  private static final int DEEPEST = 10;

  /** The word with which Redis begins an error, such as {@code WRONGPASS}. */
  private static final Pattern CODE = Pattern.compile("-?([A-Z]{2,20})\\b.*", Pattern.DOTALL);

  private RedisWords() {}

  /** Without anything of an exception's own words: they may repeat what was sent. */
  static String sentence(RedisAddress address, Throwable failure) {
    return "Redis at " + address.place() + " " + clause(failure) + ".";
  }

  /** The same in a word. */
  static Cause cause(Throwable failure) {
    if (find(failure, JedisDataException.class).isPresent()) {
      return Cause.FAILED;
    }
    return isSilence(failure) ? Cause.SILENT : Cause.UNREACHED;
  }

  private static String clause(Throwable failure) {
    return find(failure, JedisDataException.class)
        .map(RedisWords::refusal)
        .or(() -> find(failure, UnknownHostException.class).map(any -> "has an unknown name"))
        .or(() -> find(failure, ConnectException.class).map(any -> "refuses connections"))
        .or(() -> Optional.of("does not answer in time").filter(any -> isSilence(failure)))
        .or(() -> find(failure, SSLException.class).map(any -> "can't be spoken to by TLS"))
        .orElse("can't be reached");
  }

  private static boolean isSilence(Throwable failure) {
    return find(failure, SocketTimeoutException.class).isPresent()
        || find(failure, TimeoutException.class).isPresent();
  }

  private static String refusal(JedisDataException refusal) {
    Matcher code = CODE.matcher(Objects.requireNonNullElse(refusal.getMessage(), ""));
    return code.matches() ? "answers with the error " + code.group(1) : "answers with an error";
  }

  /** Jedis hangs what went wrong with each of a name's addresses to the side of its exception. */
  private static Stream<Throwable> all(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .flatMap(each -> Stream.concat(Stream.of(each), Stream.of(each.getSuppressed())));
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return all(failure).filter(type::isInstance).map(type::cast).findFirst();
  }
}
