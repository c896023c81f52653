/** Official clients, unmodified but for base URL and key, against the running server. */
package ai.karen.clients;
