/** What the door tells others. Immutable values. */
package ai.karen.admission.entity;
