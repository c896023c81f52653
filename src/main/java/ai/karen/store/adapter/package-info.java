/** What the engine stores by; each in a package of its own. */
package ai.karen.store.adapter;
