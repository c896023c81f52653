/**
 * API keys in the database, and what each may be used for.
 *
 * <ol>
 *   <li>A check asks no store: every node has all keys in memory, loaded at the start, looked up
 *       again every ten seconds and as soon as another node tells of a change.
 *   <li>What is known is kept in the data folder, so that known keys work from the start while the
 *       database is away.
 *   <li>Making a key needs the database: 503 while a shared one is away. Taking one back works
 *       always, at once on this node, and wins over everything else.
 *   <li>A key's text is told once, when it is made.
 *   <li>A key can do no more than its owner; it stops when the owner is disabled, and goes with
 *       them.
 *   <li>A key may expire, may name some models only, and may be limited in requests and tokens per
 *       minute and in tokens altogether.
 *   <li>Tokens are the provider's figures where it gives any, else an estimate; they are counted
 *       when an answer is over, so that answers that run at once may go beyond a limit together.
 *       Those of keys without a limit are counted, too, and written down once a minute: a killed
 *       engine forgets the last one.
 *   <li>In a rotation the old key lives on beside the new one for a day, unless it ends before;
 *       there are never three.
 *   <li>The last use is written down at most once a minute for each key.
 * </ol>
 */
package ai.karen.account.control.key;
