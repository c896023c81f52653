package ai.karen.provider.adapter.wire;

import java.util.List;

/**
 * What is known of a vendor before the operator says anything.
 *
 * @param id the provider's id
 * @param baseUrl null when the operator must give one
 * @param model null when there is none before the models are listed
 * @param context the tokens its model takes
 * @param prefill whether it continues an answer that another began
 * @param keyVariables environment variables in which people keep its key anyway
 * @param needsKey whether it can't be asked without a key
 */
public record VendorDefaults(
    String id,
    String baseUrl,
    String model,
    int context,
    boolean prefill,
    List<String> keyVariables,
    boolean needsKey) {}
