/** Databases that are real: an embedded one in a folder, a PostgreSQL as a process. */
package ai.karen.store.adapter.jpa;
