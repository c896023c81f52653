package ai.karen.provider.control;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom one question still may go to: the route's links, then the last resort where it may answer.
 * Used by one thread at a time.
 */
final class LinkPlan {
  /** A link that may be asked now, with the model to ask for and the right to one call. */
  record Step(Link link, KnownProvider known, String model, Admission admission) {

    Step again(Admission another) {
      return new Step(link, known, model, another);
    }
  }

  /** What a caller is told when there is no time to name. */
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private static final String BUSY = "busy";

  private final ProviderDirectory directory;
  private final ModelCatalog catalog;
  private final Route route;
  private final Deque<Link> links;
  private final boolean lastResort;
  private final boolean isPlainChat;
  private final String lack;
  private final Deadline deadline;
  private final Link firstChoice;
  private int contextNeeded;
  private ProviderFailure tooLong;
  private boolean metBusy;

  LinkPlan(
      Question question, ProviderDirectory directory, ModelCatalog catalog, LastResort lastResort) {
    this.directory = directory;
    this.catalog = catalog;
    this.deadline = question.deadline();
    this.route = question.route();
    this.links = new ArrayDeque<>(question.route().links());
    this.firstChoice = firstChoice();
    this.isPlainChat = lastResort.mayAnswer(question.body());
    this.lack = lastResort.isEnabled() ? lastResort.lack(question.body()).orElse(null) : null;
    this.lastResort = isPlainChat && directory.find(Provider.LAST_RESORT).isPresent();
    if (this.lastResort) {
      links.add(new Link(Provider.LAST_RESORT, null, false));
    }
  }

  /** The next that may be asked; passed-over ones are noted in the log. */
  Optional<Step> next(AttemptLog log) {
    Optional<Step> step = Optional.empty();
    while (step.isEmpty() && !links.isEmpty()) {
      step = step(links.poll(), log);
    }
    return step;
  }

  /** This link, if it may be asked; otherwise that is noted in the log. */
  Optional<Step> step(Link link, AttemptLog log) {
    KnownProvider known = known(link);
    Optional<String> obstacle = obstacle(known);
    Optional<Admission> admission = obstacle.isEmpty() ? known.health().admit() : Optional.empty();
    if (admission.isEmpty() && isExpected(link, known)) {
      log.passOver(known.id(), obstacle.orElseGet(() -> notAdmitted(known)));
    }
    return admission.map(right -> new Step(link, known, catalog.model(link, known), right));
  }

  /** Whether somebody was passed over only because of how much it has to do. */
  boolean metBusy() {
    return metBusy;
  }

  /** Why the last resort, which there is, is not for this question. */
  Optional<String> whyNoLastResort() {
    return Optional.ofNullable(lack);
  }

  /** A vendor whom nobody set up is missed only where the caller named it. */
  private static boolean isExpected(Link link, KnownProvider known) {
    return !isLastResort(link) && (link.named() || known.profile().isConfigured());
  }

  private String notAdmitted(KnownProvider known) {
    metBusy |= known.health().isBusy();
    return known.health().isBusy() ? BUSY : "breaker open";
  }

  KnownProvider known(Link link) {
    return directory.find(link.provider()).orElseThrow();
  }

  /** Who was not asked yet and may complete another's answer; they are not asked otherwise. */
  List<Link> takeRest() {
    List<Link> rest = links.stream().filter(link -> !isLastResort(link)).toList();
    links.clear();
    return rest;
  }

  /** From now on only a larger context will do. */
  void tooLongFor(KnownProvider known, ProviderFailure failure) {
    int context = known.profile().context();
    // A context that is not known says nothing about the others.
    contextNeeded = context == Integer.MAX_VALUE ? contextNeeded : Math.max(contextNeeded, context);
    tooLong = failure;
  }

  /**
   * The refusal that the caller gets when no larger context was there to ask; not where one only
   * rests, because then the same question is answered later.
   */
  Optional<ProviderFailure> tooLong() {
    return Optional.ofNullable(tooLong).filter(refusal -> !aLargerOneRests());
  }

  private boolean aLargerOneRests() {
    return configured().anyMatch(known -> isLargeEnough(known) && !known.isAvailable());
  }

  /** A larger context was found, so the refusal is no longer the last word. */
  void asked(Step step) {
    if (step.known().profile().context() > contextNeeded) {
      tooLong = null;
    }
  }

  /**
   * How long this step may stay silent: all that remains where nobody else is left, else its own
   * limit. Where that leaves the others too little, it has half, so that a short deadline reaches
   * them, too; that says nothing against it, because it was not given its time.
   */
  SilenceLimit limit(Step step, Question question) {
    return limit(step, question, anotherIsLeft());
  }

  SilenceLimit limit(Step step, Question question, boolean anotherIsLeft) {
    if (isLastResort(step.link())) {
      return new SilenceLimit(deadline.remaining(), Duration.ZERO);
    }
    Patience patience = step.known().profile().patience();
    Duration own = question.streaming() ? patience.firstToken() : patience.answer();
    Duration remaining = remaining();
    if (!anotherIsLeft) {
      return SilenceLimit.of(remaining, patience, own);
    }
    boolean isEnoughLeft = own.multipliedBy(4).compareTo(remaining.multipliedBy(3)) <= 0;
    return isEnoughLeft
        ? SilenceLimit.of(own, patience, own)
        : new SilenceLimit(remaining.dividedBy(2), own);
  }

  private Duration remaining() {
    return lastResort ? deadline.remainingWithReserve() : deadline.remaining();
  }

  /** Whether an answer by this link is not what the caller would have got on a good day. */
  boolean isDegraded(Link link) {
    return !link.equals(firstChoice);
  }

  /** The soonest time at which somebody who was left alone will be asked again. */
  Duration soonest() {
    return configured()
        .map(known -> known.health().timeToNextAttempt())
        .map(wait -> wait.isZero() ? COME_BACK : wait)
        .min(Duration::compareTo)
        .orElse(COME_BACK);
  }

  private Stream<KnownProvider> configured() {
    return route.links().stream()
        .flatMap(link -> directory.find(link.provider()).stream())
        .filter(known -> known.profile().isConfigured());
  }

  private Optional<String> obstacle(KnownProvider known) {
    if (!known.profile().isConfigured()) {
      return Optional.of(FailureKind.MISCONFIGURED.word());
    }
    if (known.id().equals(Provider.LAST_RESORT) && !mayResort()) {
      return Optional.of("not for this question");
    }
    if (!isLargeEnough(known)) {
      return Optional.of("context too small");
    }
    if (known.health().isCoolingDown()) {
      return Optional.of("cooling down");
    }
    if (remaining().isZero() && !known.id().equals(Provider.LAST_RESORT)) {
      return Optional.of("no time left");
    }
    return Optional.empty();
  }

  /** Only for plain chat, and not while a real answer is to be had soon. */
  private boolean mayResort() {
    return isPlainChat && !metBusy;
  }

  /** A long question is not made shorter by the last resort. */
  private boolean isLargeEnough(KnownProvider known) {
    boolean isLastResort = known.id().equals(Provider.LAST_RESORT);
    return isLastResort ? tooLong == null : known.profile().context() > contextNeeded;
  }

  private static boolean isLastResort(Link link) {
    return link.provider().equals(Provider.LAST_RESORT);
  }

  private boolean anotherIsLeft() {
    return links.stream()
        .filter(link -> !isLastResort(link))
        .flatMap(link -> directory.find(link.provider()).stream())
        .filter(this::isLargeEnough)
        .anyMatch(known -> known.isAvailable() && !known.health().isBusy());
  }

  /** Null when nobody in the chain is configured. */
  private Link firstChoice() {
    return links.stream()
        .filter(link -> link.named() || isConfigured(link))
        .findFirst()
        .orElse(null);
  }

  private boolean isConfigured(Link link) {
    return directory
        .find(link.provider())
        .filter(known -> known.profile().isConfigured())
        .isPresent();
  }
}
