/**
 * What the two doors share: streaming one HTTP exchange from one socket to another.
 *
 * <p>Only Vert.x core and the JDK may enter; nothing here knows of sessions, passes or tokens.
 */
package org.mydocker.broker.wire;
