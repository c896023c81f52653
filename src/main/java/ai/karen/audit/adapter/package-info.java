/** Where the audit log meets the world outside. */
package ai.karen.audit.adapter;
