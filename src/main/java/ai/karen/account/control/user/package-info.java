/**
 * People with an account: who they are, and how they prove it.
 *
 * <ol>
 *   <li>Passwords are kept as Argon2id (19 MiB, t=2, p=1) in PHC's form, made at most max(1,
 *       cores/2) at a time behind a bounded queue; beyond it 503.
 *   <li>A password has 12 to 128 characters and no rules of composition; common ones, keyboard
 *       walks, repetitions and those made of the product's name or of the own address are refused.
 *   <li>Checking costs the same whether there is such a user or not.
 *   <li>A hash of other parameters is made anew when its owner logs in.
 *   <li>An address is trimmed, in lower case, at most 254 characters, and has one account; another
 *       with it is 409.
 *   <li>What creates authority needs the database: 503 while a shared one is away.
 *   <li>The first administrator comes from {@code karen.admin.email} and {@code .password}, else by
 *       the one-time code; of several attempts one wins, and none succeeds ever after.
 *   <li>The last active administrator can't be deleted, disabled or demoted.
 *   <li>Deleting a user deletes their keys in the same transaction; sessions and conversations
 *       follow.
 * </ol>
 */
package ai.karen.account.control.user;
