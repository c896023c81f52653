/** Events of security. */
package ai.karen.audit.entity;
