package ai.karen.provider.control;

/** Counts what is asked for, as {@link java.util.concurrent.Flow.Subscription} defines it. */
final class Demand {

  private Demand() {}

  /** {@link Long#MAX_VALUE} means without limit, and stays that. */
  static long sum(long demand, long more) {
    long sum = demand + more;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
