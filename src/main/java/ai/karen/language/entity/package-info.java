/** Values that the language component takes and gives; no behaviour beyond their own arithmetic. */
package ai.karen.language.entity;
