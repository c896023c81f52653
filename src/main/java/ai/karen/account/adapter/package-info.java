/**
 * Where the first key lasts, which has to be there before any database was reached.
 *
 * <ol>
 *   <li>Keys lie in {@code api-keys.json} in the data folder, replaced as a whole.
 *   <li>A file that can't be read, or was written under another secret, is named and left alone.
 * </ol>
 */
package ai.karen.account.adapter;
