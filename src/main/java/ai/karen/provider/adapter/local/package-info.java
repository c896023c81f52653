/** Local model files. The process that runs them is not part of the engine yet. */
package ai.karen.provider.adapter.local;
