/** What is kept of conversations, as rows of a database. */
package ai.karen.conversation.entity;
