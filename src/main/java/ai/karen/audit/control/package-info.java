/** Keeps the audit log. */
package ai.karen.audit.control;
