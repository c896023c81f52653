/**
 * The operators' command on the audit log. Needs a JVM and nothing else, so that it reads JSON by
 * itself.
 */
package ai.karen.audit.adapter.command;
