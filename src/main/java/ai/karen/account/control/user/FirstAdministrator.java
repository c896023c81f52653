package ai.karen.account.control.user;

import ai.karen.account.control.SetupCode;
import ai.karen.account.entity.User;
import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Reason;
import ai.karen.timing.control.Background;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the administrator whom the settings name, as soon as it is known that there is none; else
 * sees to it that a set-up code is there exactly as long as it is of use. Thread-safe.
 */
@ApplicationScoped
public class FirstAdministrator {
  static final String EMAIL = "karen.admin.email";
  static final String PASSWORD = "karen.admin.password";

  private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Settings settings;
  private final Users users;
  private final Registrations registrations;
  private final PasswordRules rules;
  private final SetupCode code;
  private final Instance<AuditLog> audit;
  private final Background search;

  /** For the container's client proxy. */
  protected FirstAdministrator() {
    this.settings = null;
    this.users = null;
    this.registrations = null;
    this.rules = null;
    this.code = null;
    this.audit = null;
    this.search = null;
  }

  @Inject
  public FirstAdministrator(
      Settings settings,
      Users users,
      Registrations registrations,
      PasswordRules rules,
      SetupCode code,
      Instance<AuditLog> audit,
      ManagedThreadFactory threads) {
    this.settings = settings;
    this.users = users;
    this.registrations = registrations;
    this.rules = rules;
    this.code = code;
    this.audit = audit;
    this.search = new Background(threads, PAUSE, this::look);
  }

  void start(@Observes Startup event) {
    check();
    search.start();
  }

  @PreDestroy
  void stop() {
    search.close();
  }

  /** Names what can't be used at the start, whether it will be needed or not. */
  void check() {
    Optional<String> email = settings.text(EMAIL);
    Optional<Secret> password = settings.secret(PASSWORD);
    if (email.isPresent() && Email.of(email.get()).isEmpty()) {
      settings.report(new SettingProblem(EMAIL, email.get(), "an address such as a@example.org"));
    }
    if (email.isPresent() && password.isEmpty()) {
      settings.report(new SettingProblem(PASSWORD, "", "set where " + EMAIL + " is"));
    }
    if (password.isPresent() && !rules.allow(password.get().reveal(), email.orElse(""))) {
      settings.report(
          new SettingProblem(PASSWORD, "****", "12 to 128 characters, and no common password"));
    }
  }

  /** Asks until it is known. */
  private void look() {
    if (decide()) {
      search.close();
    }
  }

  /** Returns whether it is known, and done. */
  boolean decide() {
    try {
      if (users.hasAdministrator() || made()) {
        code.retire();
      } else {
        code.renew();
      }
      return true;
    } catch (ProblemException notNow) {
      LOG.log(Level.DEBUG, "Whether there is an administrator is not known yet", notNow);
      return notNow.problem().status() < 500;
    } catch (IOException unwritable) {
      LOG.log(Level.WARNING, "The set-up code can't be changed: " + Reason.of(unwritable));
      return true;
    }
  }

  /** Whether there is one now, made here or on another node. */
  private boolean made() {
    Optional<String> email = settings.text(EMAIL);
    Optional<Secret> password = settings.secret(PASSWORD);
    if (email.isEmpty() || password.isEmpty()) {
      return false;
    }
    registrations.registerFirst(email.get(), password.get().reveal(), null).ifPresent(this::record);
    return true;
  }

  private void record(User made) {
    LOG.log(Level.INFO, "The administrator whom the settings name was made");
    SecurityEvent event =
        new SecurityEvent(
            "setup", Outcome.SUCCESS, made.id().toString(), null, Map.of("by", "settings"));
    audit.stream().forEach(log -> log.record(event));
  }
}
