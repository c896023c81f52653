package ai.karen.account.control.defence;

/** Where habits outlast a restart and reach other nodes. Thread-safe. */
public interface HabitStore {

  /** {@link Habit#NONE} where nothing was kept, or where that can't be known now. */
  Habit habit(String account);

  /** Keeps it, a little later. */
  void save(String account, Habit habit);
}
