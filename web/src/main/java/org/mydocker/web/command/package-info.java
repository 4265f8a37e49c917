/**
 * The door of the {@code mydocker} command: loopback, and a token file that only its owner can read
 * (site.md CLI-01).
 */
package org.mydocker.web.command;
