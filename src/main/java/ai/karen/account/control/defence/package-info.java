/** What stands between a login and those who guess. */
package ai.karen.account.control.defence;
