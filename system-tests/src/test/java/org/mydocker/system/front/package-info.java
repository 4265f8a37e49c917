/**
 * The application behind the servers that a production puts in front of it, set up as {@code
 * docs/production.md} says.
 */
package org.mydocker.system.front;
