/** Making JSON, for every component. */
package ai.karen.json.entity;
