/** Accounts without a server. */
package ai.karen.account.control.user;
