package ai.karen.account.control.defence;

import java.util.List;

/**
 * How unusual something was. Immutable.
 *
 * @param figure from 0 to 100
 * @param signals what was unusual
 * @param isHigh whether the password should be asked for again
 */
public record Risk(int figure, List<Signal> signals, boolean isHigh) {
  public static final Risk NONE = new Risk(0, List.of(), false);

  public Risk {
    signals = List.copyOf(signals);
  }
}
