/**
 * The operator's settings, read once through MicroProfile Config.
 *
 * <ol>
 *   <li>Every key has a working default; nothing has to be set.
 *   <li>A value that cannot be used is named in one line: key, value, what would be right. The
 *       engine stays unready until it is mended, and works with the default meanwhile.
 *   <li>A secret is never shown: not in a problem, not in a log, not by {@code toString}.
 * </ol>
 */
package ai.karen.configuration.control;
