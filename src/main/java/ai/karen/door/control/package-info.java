/** What the operator and the caller allow a request. */
package ai.karen.door.control;
