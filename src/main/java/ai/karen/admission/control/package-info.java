/** Decides who is let in, and ends the engine in good order. */
package ai.karen.admission.control;
