/** What the engine runs on: one package per technology. */
package ai.karen.admission.adapter;
