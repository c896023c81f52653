/**
 * The journal as a log of segments in the data folder.
 *
 * <ol>
 *   <li>What was acknowledged survives the end of the process and a loss of power; many share one
 *       fsync.
 *   <li>What was refused never comes back, and was never seen.
 *   <li>Entries of one aggregate keep their order, also across restarts and when they are moved.
 *   <li>A failing fsync is final: its segment is written no more, and its end does not count.
 *   <li>A full disk and a full journal refuse, leave nothing half-written and recover by
 *       themselves.
 *   <li>A torn end is cut off and told of; damage before it, and an unknown format, keep the engine
 *       unready with a sentence that names the file, and nothing is changed.
 *   <li>The size is bounded; what was settled is room again.
 *   <li>A parked entry blocks the later ones of its own aggregate and nothing else.
 *   <li>A command lists and checks a journal and hands a lost node's over to another engine.
 * </ol>
 *
 * <p>Nothing here depends on a framework but the beans {@link
 * ai.karen.store.adapter.journal.SegmentJournal} and {@link
 * ai.karen.store.adapter.journal.InboxFolder}, so that the command runs alone.
 */
package ai.karen.store.adapter.journal;
