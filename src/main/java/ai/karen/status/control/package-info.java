/** Gathers what the components report. */
package ai.karen.status.control;
