/**
 * The one way from a session back into the service (broker.md GATE-04): Git and hand-in, with the
 * session's own token, and nothing else.
 *
 * <p>Nothing of Jakarta may enter, nor any other room of the broker but {@code wire}.
 */
package org.mydocker.broker.innerdoor;
