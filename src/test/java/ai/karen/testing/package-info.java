/**
 * The parts that tests share: the real server as a process of its own, and a scripted provider on a
 * real socket that misbehaves as told.
 */
package ai.karen.testing;
