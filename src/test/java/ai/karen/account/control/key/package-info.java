/** API keys without a server. */
package ai.karen.account.control.key;
