/**
 * Calls to addresses that somebody else chose.
 *
 * <p>Whoever can make the server fetch a URL must not reach with it what only the server can reach
 * (DYN-03): every name is resolved once, every address checked, and the connection made to the
 * checked address. Only the JDK and Apache HttpClient may enter.
 */
package org.mydocker.walls.http;
