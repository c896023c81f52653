package ai.karen.problem.boundary;

import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/** Whatever fails while a body is read is the request's fault, and is said to be so. */
@Provider
public class BodyReading implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) {
    return fit(read(reading), reading.getType());
  }

  private static Object read(ReaderInterceptorContext reading) {
    try {
      return reading.proceed();
    } catch (NotSupportedException otherFormat) {
      throw otherFormat;
    } catch (IOException empty) {
      throw new ProblemException(BodyProblems.empty());
    } catch (StackOverflowError tooDeep) {
      throw new ProblemException(BodyProblems.tooDeep());
    } catch (RuntimeException refusal) {
      // Readers wrap what the stream below them throws when the body is too large.
      throw new ProblemException(
          Foreseen.own(refusal).orElseGet(() -> BodyProblems.malformed(place(refusal))));
    }
  }

  /** The platform's reader hands over any JSON value where an object is asked for. */
  private static Object fit(Object body, Class<?> type) {
    if (type == JsonObject.class && !(body instanceof JsonObject)) {
      throw new ProblemException(BodyProblems.noObject());
    }
    return body;
  }

  /** The parser's own words would repeat the text. */
  private static String place(Throwable malformed) {
    return Stream.iterate(malformed, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .filter(JsonParsingException.class::isInstance)
        .map(cause -> ((JsonParsingException) cause).getLocation())
        .filter(location -> location.getColumnNumber() > 0)
        .map(BodyReading::place)
        .findFirst()
        .orElse("");
  }

  private static String place(JsonLocation location) {
    return ": look at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
