package ai.karen.problem.boundary;

/** The two ways in which an error is written. */
public enum ErrorShape {
  /** {@code {"error":{"message","type","param","code"}}}. */
  OPENAI("application/json"),
  /** RFC 9457. */
  PROBLEM("application/problem+json");

  private final String mediaType;

  ErrorShape(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The shape that the clients of a path expect.
   *
   * @param path within the application, with a leading slash
   */
  public static ErrorShape of(String path) {
    return path.equals("/v1") || path.startsWith("/v1/") ? OPENAI : PROBLEM;
  }

  public String mediaType() {
    return mediaType;
  }
}
