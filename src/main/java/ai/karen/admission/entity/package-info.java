/** What the gate tells others. Immutable values. */
package ai.karen.admission.entity;
