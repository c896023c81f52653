package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderStatus;
import java.util.List;
import java.util.Map;

/** What other components may read of the providers' health. Thread-safe, costs no call. */
public interface ProviderStatusReport {

  /** Every provider, in the order of configuration. */
  List<ProviderStatus> providers();

  /** The chains by name, each with its links as configured. */
  Map<String, List<String>> chains();
}
