/**
 * What the adapters of remote providers share: the way out to the network and back.
 *
 * <ol>
 *   <li>A base URL at a link-local or metadata address is refused in every spelling, when it is
 *       read and again right before each connection; loopback and private ranges are the operator's
 *       choice.
 *   <li>Redirects are never followed, and a key never leaves for another host than the configured
 *       one.
 *   <li>A cancelled call closes its connection at once, whatever it was waiting for.
 *   <li>An answer arrives at the pace of its taker: nothing is read that nobody asked for.
 *   <li>What a vendor says about a failure becomes a {@code ProviderFailure} by the design's table;
 *       keys never appear in it.
 *   <li>A company's proxy and certificates are used for every provider alike.
 * </ol>
 *
 * Out of scope: retries, time limits on answers and breakers, which belong to the chain.
 */
package ai.karen.provider.adapter.wire;
