/** The provider port, and the chains that ask through it. */
package ai.karen.provider.control;
