package ai.karen.status.control;

/** The engine's figures as a page for a scraper. Thread-safe. */
public interface MetricsPage {

  /** Prometheus text exposition format 0.0.4. */
  String text();
}
