package ai.karen.status.boundary;

import jakarta.ws.rs.core.CacheControl;

/** How long an answer may be kept by others. */
final class Caching {
  private Caching() {}

  /** What was true a moment ago may be wrong now. */
  static CacheControl none() {
    CacheControl control = new CacheControl();
    control.setNoStore(true);
    // Set by default, and superfluous beside no-store.
    control.setNoTransform(false);
    return control;
  }
}
