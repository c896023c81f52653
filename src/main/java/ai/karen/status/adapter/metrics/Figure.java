package ai.karen.status.adapter.metrics;

import java.util.List;

/** Every metric of the application, with the names of its labels. */
enum Figure {
  REQUESTS("karen_requests_total", "Questions by how they ended", "chain", "outcome", "streaming"),
  REQUEST_DURATION(
      "karen_request_duration_seconds",
      "From a question to the end of its answer",
      "chain",
      "outcome",
      "streaming"),
  FIRST_TOKEN(
      "karen_time_to_first_token_seconds",
      "From a question to the first token of its answer",
      "chain",
      "provider"),
  ANSWERS("karen_answers_total", "Answers by who gave them", "chain", "provider", "model"),
  FALLBACKS(
      "karen_fallbacks_total",
      "Questions that another than the first choice answered",
      "chain",
      "provider"),
  RESUMED(
      "karen_streams_resumed_total",
      "Streams that broke and that others were asked to complete, by how that ended",
      "chain",
      "outcome"),
  ATTEMPTS("karen_provider_attempts_total", "Calls to providers by outcome", "provider", "outcome"),
  ATTEMPT_DURATION(
      "karen_provider_attempt_duration_seconds",
      "From a call to a provider to its end",
      "provider",
      "outcome"),
  PROVIDER_FIRST_TOKEN(
      "karen_provider_first_token_seconds",
      "From a call to a provider to its first token",
      "provider"),
  MALFORMED(
      "karen_provider_malformed_events_total",
      "Events of providers' streams that could not be read",
      "provider"),
  TOKENS(
      "karen_tokens_total",
      "Tokens as the providers counted them",
      "provider",
      "chain",
      "direction"),
  BREAKER(
      "karen_provider_breaker_state",
      "1 for the state in which the provider's circuit breaker is",
      "provider",
      "state"),
  EMBEDDING_BREAKER(
      "karen_provider_embeddings_breaker_state",
      "1 for the state in which the circuit breaker of the provider's embeddings is",
      "provider",
      "state"),
  PROVIDER_IN_FLIGHT("karen_provider_calls_in_flight", "Calls to providers under way", "provider"),
  REDIS_PRIMARY("karen_redis_primary", "1 while the nodes meet in Redis, 0 while memory stands in"),
  REDIS_FALLBACKS("karen_redis_fallbacks_total", "What memory did in the place of Redis"),
  REDIS_CALL_DURATION(
      "karen_redis_call_duration_seconds",
      "What callers waited for Redis, or for memory to take over",
      "outcome"),
  IN_FLIGHT("karen_requests_in_flight", "Requests that ask a model and run"),
  QUEUED("karen_requests_queued", "Requests that ask a model and wait for their turn"),
  REFUSED("karen_requests_refused_total", "Requests that were turned away at the gate", "reason"),
  STORE_MODE("karen_store_mode", "1 for the mode in which the store is", "store", "mode"),
  STORE_REASON(
      "karen_store_reason",
      "1 for why the store is in another than the primary mode, none where it is in that",
      "store",
      "reason"),
  STORE_SINCE(
      "karen_store_since_timestamp_seconds",
      "When the store's mode began, since the epoch",
      "store"),
  DATABASE_PRIMARY("karen_database_primary", "1 while what is written goes to the database"),
  JOURNALED("karen_database_fallbacks", "Writes that the journal took in its place"),
  JOURNAL_ENTRIES("karen_journal_entries", "Operations that wait in the journal"),
  JOURNAL_PARKED("karen_journal_parked", "Operations that could not be applied"),
  JOURNAL_BYTES("karen_journal_bytes", "What the journal takes on the disk"),
  JOURNAL_AGE("karen_journal_oldest_seconds", "How long the oldest operation has waited"),
  REPLAYED("karen_journal_replayed", "Operations brought into the database"),
  LAST_REPLAY(
      "karen_journal_last_replay_timestamp_seconds",
      "When operations were brought into the database last, since the epoch; 0 for never"),
  SECURITY_EVENTS(
      "karen_security_events_total",
      "Events of security by what happened and how it ended",
      "kind",
      "outcome"),
  HTTP_REQUESTS("karen_http_requests_total", "HTTP requests", "method", "route", "status"),
  HTTP_DURATION(
      "karen_http_request_duration_seconds",
      "From an HTTP request to the end of its answer",
      "method",
      "route"),
  HTTP_IN_FLIGHT(
      "karen_http_requests_in_flight", "HTTP requests that have not ended yet, this one included");

  private final String metric;
  private final String help;
  private final List<String> labels;

  Figure(String metric, String help, String... labels) {
    this.metric = metric;
    this.help = help;
    this.labels = List.of(labels);
  }

  String metric() {
    return metric;
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels;
  }
}
