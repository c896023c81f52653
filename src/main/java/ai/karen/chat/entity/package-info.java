/** What a client asks for, checked. */
package ai.karen.chat.entity;
