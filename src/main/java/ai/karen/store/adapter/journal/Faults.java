package ai.karen.store.adapter.journal;

/** Why a log takes nothing: for good, or since the last attempt. Guarded by the log's lock. */
final class Faults {
  private final Alarm alarm;
  private String damage;
  private String refusal;

  Faults(Alarm alarm) {
    this.alarm = alarm;
  }

  /** Something that was read and found whole before can't be read now. */
  void damaged(Segment segment, String reason) {
    if (damage == null) {
      damage = Refusals.damaged(segment.name(), reason);
      alarm.damaged(segment.name(), reason);
    }
  }

  boolean damaged() {
    return damage != null;
  }

  void refused(String sentence) {
    refusal = sentence;
  }

  /** It takes something again, or may. */
  void over() {
    refusal = null;
  }

  /**
   * @return null when it takes something
   */
  String sentence() {
    return damage == null ? refusal : damage;
  }
}
