/**
 * What operators and probes see of the engine. Reads what other components report; nobody depends
 * on it.
 *
 * <ol>
 *   <li>Live touches no dependency.
 *   <li>Ready stays up while the engine serves in a degraded way; each check's data carries {@code
 *       mode}, {@code since} and {@code reason}.
 *   <li>A check that throws is down, with a sentence and without a stack trace.
 *   <li>A setting that cannot be used keeps the engine unready and is named in one line.
 *   <li>Metrics have bounded labels: no user, no key, no raw path.
 *   <li>{@code /metrics} is valid Prometheus text of all the server's registries, behind the scope
 *       {@code metrics}.
 *   <li>{@code /system/status} tells only what was measured; what is not built has no row.
 *   <li>Providers, chains and settings are for administrators; secrets are masked for everybody.
 *   <li>The log tells who answered and why, once per question, and never what was said.
 *   <li>A breaker that opens and a provider that is misconfigured or exhausted is a warning, at
 *       most once a minute each.
 *   <li>{@code /openapi} is the description of the whole API.
 * </ol>
 */
package ai.karen.status;
