/**
 * Time as a collaborator, so that a test can turn it by hand.
 *
 * <ol>
 *   <li>Whatever waits or measures gets a {@link ai.karen.timing.control.Timer}; a failing action
 *       harms no other, and nothing runs after the application has stopped.
 *   <li>Wall-clock time comes from an injected {@link java.time.Clock}, in UTC.
 *   <li>Ids that sort by time are unique and carry nothing of the request.
 * </ol>
 */
package ai.karen.timing.control;
