package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;

/** How one call to a provider ended. */
sealed interface Ending {

  /** The answer is whole and was handed over. */
  record Whole() implements Ending {}

  /** The guard on the provider let nothing through: nobody was asked. */
  record Refused() implements Ending {}

  /**
   * @param outcome the word for it in logs and metrics
   */
  record Failed(ProviderFailure failure, String outcome) implements Ending {}
}
