package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in a sentence what broke an exchange below HTTP, and whose part it is to mend it. */
final class NetworkTrouble {
  private static final int WORDS_LIMIT = 200;

  private NetworkTrouble() {}

  /**
   * The failure behind a throwable.
   *
   * @param peer host and port, as the operator knows them
   */
  static ProviderFailure of(Throwable thrown, String peer) {
    Optional<ProviderFailure> known = find(thrown, ProviderFailure.class);
    return known.orElseGet(() -> certificate(thrown, peer).orElseGet(() -> outage(thrown, peer)));
  }

  private static Optional<ProviderFailure> certificate(Throwable thrown, String peer) {
    boolean secure = find(thrown, SSLException.class).isPresent();
    return find(thrown, GeneralSecurityException.class)
        .filter(untrusted -> secure)
        .map(untrusted -> certificate(untrusted, peer));
  }

  private static ProviderFailure certificate(GeneralSecurityException untrusted, String peer) {
    return ProviderRefusal.misconfigured(
        "the certificate of "
            + peer
            + " is not trusted ("
            + words(untrusted)
            + "); where a company proxy or an own authority issued it, name the authority's"
            + " certificate in karen.http.truststore");
  }

  private static ProviderFailure outage(Throwable thrown, String peer) {
    // Whoever says nothing until a limit is not asked again at once, connected or not.
    return has(thrown, HttpConnectTimeoutException.class)
        ? ProviderOutage.silent(peer + " did not take a connection within the connect timeout")
        : ProviderOutage.unreachable(peer + " " + happening(thrown));
  }

  private static String happening(Throwable thrown) {
    if (has(thrown, UnresolvedAddressException.class) || has(thrown, UnknownHostException.class)) {
      return "has no address: name not found";
    }
    if (has(thrown, NoRouteToHostException.class)) {
      return "can't be reached: no route to host";
    }
    if (has(thrown, ConnectException.class)) {
      return "refused the connection";
    }
    return later(thrown);
  }

  private static String later(Throwable thrown) {
    if (has(thrown, SSLException.class)) {
      return "failed to agree on TLS (" + words(thrown) + ")";
    }
    if (says(thrown, "connection reset") || says(thrown, "broken pipe")) {
      return "reset the connection";
    }
    if (says(thrown, "received no bytes")) {
      return "closed the connection without an answer";
    }
    if (has(thrown, ProtocolException.class)) {
      return "sent something that is not HTTP";
    }
    return cutOff(thrown)
        ? "closed the connection in the middle of an answer"
        : "broke the exchange (" + words(thrown) + ")";
  }

  private static boolean cutOff(Throwable thrown) {
    return has(thrown, EOFException.class)
        || says(thrown, "bytes received")
        || says(thrown, "chunked transfer encoding")
        || says(thrown, "eof reached")
        || says(thrown, "closed");
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return find(thrown, type).isPresent();
  }

  private static boolean says(Throwable thrown, String words) {
    Predicate<String> contains = text -> text.toLowerCase(Locale.ROOT).contains(words);
    return causes(thrown)
        .map(Throwable::getMessage)
        .anyMatch(text -> text != null && contains.test(text));
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return causes(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static String words(Throwable thrown) {
    String text =
        thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > WORDS_LIMIT ? line.substring(0, WORDS_LIMIT) + "…" : line;
  }
}
