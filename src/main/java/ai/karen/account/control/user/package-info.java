/** People with accounts. */
package ai.karen.account.control.user;
