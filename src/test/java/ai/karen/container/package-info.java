/**
 * Tests that run inside the server, where the engine's own beans can be injected.
 *
 * <ol>
 *   <li>Only what HTTP can't show belongs here: that the container really injects and guards.
 *   <li>The WAR under test is the one that was built, with the test's classes added.
 * </ol>
 */
package ai.karen.container;
