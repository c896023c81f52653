/**
 * Time as a collaborator: whatever waits or measures gets a {@link ai.karen.timing.control.Timer},
 * so that a test can turn it by hand. Wall-clock time comes from an injected {@link
 * java.time.Clock}.
 */
package ai.karen.timing.control;
