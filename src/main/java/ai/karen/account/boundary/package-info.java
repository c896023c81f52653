/**
 * Lets requests in by their API key.
 *
 * <ol>
 *   <li>The key comes as {@code Authorization: Bearer} or as {@code x-api-key}.
 *   <li>An endpoint names the scope it needs with {@link ai.karen.account.boundary.RequiresScope};
 *       without it an endpoint is public, and may still ask who the caller is.
 *   <li>401 says by a code whether the key is missing, malformed, mistyped or unknown, and what to
 *       do; on OpenAI-compatible paths a wrong key has OpenAI's code {@code invalid_api_key}.
 *   <li>403 {@code insufficient_scope} names the scope that the key lacks.
 *   <li>No answer and no log shows a key.
 *   <li>429 {@code rate_limit_exceeded} with {@code Retry-After}, where a key's requests per minute
 *       are limited and used up.
 * </ol>
 */
package ai.karen.account.boundary;
