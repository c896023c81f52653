/**
 * What the engine keeps on its own disk.
 *
 * <ol>
 *   <li>Everything lies in one data folder that only its owner can read.
 *   <li>One engine at a time: the folder is locked until the application stops.
 *   <li>A file is replaced as a whole or not at all, and lasts through a loss of power.
 *   <li>A folder or file that cannot be used never stops the start: one sentence names it and the
 *       reason, the engine stays unready, and a damaged file is left as it is.
 * </ol>
 *
 * <p>Databases and the journal are not here yet.
 */
package ai.karen.store.control;
