package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An API key in the database. For one thread, as a row. */
@Entity
@Table(name = "api_key")
public class ApiKeyRow {
  /** In the place of never: EclipseLink can't write a missing instant to PostgreSQL. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  @Id private String id;

  private UUID aggregate;
  private String hash;
  private String owner;
  private String name;
  private String scopes;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  @Column(name = "expires_at")
  @Convert(converter = Instants.class)
  private Instant expiresAt;

  private String models;

  @Column(name = "requests_per_minute")
  private long requestsPerMinute;

  @Column(name = "tokens_per_minute")
  private long tokensPerMinute;

  @Column(name = "token_budget")
  private long tokenBudget;

  private String replaces;

  /** For the database. */
  protected ApiKeyRow() {}

  /**
   * @param aggregate what the stores know it by
   */
  public ApiKeyRow(UUID aggregate, ApiKey key) {
    KeyTerms terms = key.terms();
    this.id = key.id();
    this.aggregate = aggregate;
    this.hash = key.hash();
    this.owner = key.owner();
    this.name = terms.name();
    this.scopes = key.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(","));
    this.createdAt = key.createdAt();
    this.expiresAt = terms.expiresAt() == null ? NEVER : terms.expiresAt();
    this.models = String.join("\n", terms.models());
    this.requestsPerMinute = terms.requestsPerMinute();
    this.tokensPerMinute = terms.tokensPerMinute();
    this.tokenBudget = terms.tokenBudget();
    this.replaces = terms.replaces();
  }

  public ApiKey key() {
    KeyTerms terms =
        new KeyTerms(
            name,
            expiresAt.equals(NEVER) ? null : expiresAt,
            parts(models, "\n"),
            requestsPerMinute,
            tokensPerMinute,
            tokenBudget,
            replaces);
    Set<Scope> may = parts(scopes, ",").stream().map(Scope::of).collect(Collectors.toSet());
    return new ApiKey(id, hash, owner, may, createdAt, terms);
  }

  public boolean isLive(Instant now) {
    return expiresAt.isAfter(now);
  }

  public boolean isOf(String account) {
    return owner.equals(account);
  }

  /** Of the key that it follows; empty for none. */
  public String replaces() {
    return replaces;
  }

  /** Ends then, or earlier where that is set already. */
  public void endBy(Instant end) {
    expiresAt = end.isBefore(expiresAt) ? end : expiresAt;
  }

  private static List<String> parts(String text, String separator) {
    return Arrays.stream(text.split(separator)).filter(part -> !part.isEmpty()).toList();
  }
}
