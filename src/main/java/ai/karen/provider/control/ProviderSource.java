package ai.karen.provider.control;

import java.util.List;

/** Brings providers that only configuration knows. */
public interface ProviderSource {

  /** The same list at each call. */
  List<Provider> providers();
}
