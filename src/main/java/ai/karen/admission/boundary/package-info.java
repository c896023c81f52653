/** Where HTTP requests meet the gate. */
package ai.karen.admission.boundary;
