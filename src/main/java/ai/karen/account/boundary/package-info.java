/**
 * Lets requests in by their API key or access token, and people in by their password; administers
 * keys and users.
 *
 * <ol>
 *   <li>The key comes as {@code Authorization: Bearer} or as {@code x-api-key}.
 *   <li>An endpoint names the scope it needs with {@link ai.karen.account.boundary.RequiresScope};
 *       without it an endpoint is public, and may still ask who the caller is.
 *   <li>401 says by a code whether the key is missing, malformed, mistyped or unknown, and what to
 *       do; on OpenAI-compatible paths a wrong key has OpenAI's code {@code invalid_api_key}.
 *   <li>403 {@code insufficient_scope} names the scope that the key lacks.
 *   <li>No answer and no log shows a key.
 *   <li>An access token does where a key does; 401 says by a code whether it is invalid, expired or
 *       revoked, or its session was; 503 where nobody can tell. Who has a role that {@code
 *       RolesAllowed} names comes in; the others are told why not.
 *   <li>A refresh value comes and goes in its cookie, under {@code /api/auth/} alone, and never on
 *       plain HTTP to anything but localhost. Only a logout deletes it.
 *   <li>429 {@code rate_limit_exceeded} with {@code Retry-After}, where a key's requests per minute
 *       are limited and used up.
 *   <li>{@code POST /api/setup} makes the first administrator, once.
 *   <li>Keys are made, listed and taken back by a login session, or by a key with the scope admin,
 *       which may also act for service accounts; other keys get 403 {@code session_required}.
 *   <li>Passwords and the own account are changed by a login session only.
 *   <li>Users are administered with the scope admin, which administrators' sessions have; nobody
 *       gets a role otherwise.
 * </ol>
 */
package ai.karen.account.boundary;
