/**
 * Who may call the engine, and with what.
 *
 * <ol>
 *   <li>A key has an owner and scopes: chat, embeddings, nlp, metrics, admin.
 *   <li>What is stored tells nobody the key.
 * </ol>
 */
package ai.karen.account.entity;
