/**
 * The door, without a server and by raw socket; the numbers are those of the door's requirements.
 */
package ai.karen.door.boundary;
