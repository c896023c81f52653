/** Where HTTP requests meet the door. */
package ai.karen.admission.boundary;
