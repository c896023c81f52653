/** Health checks and the pages of the operators. */
package ai.karen.status.boundary;
