/**
 * The door through which a browser reaches a session (broker.md section 5): an origin per session,
 * a check on each request and each WebSocket upgrade, and the mending that makes what a container
 * sends work in the LMS's frame.
 *
 * <p>Nothing of Jakarta may enter, nor any other room of the broker but {@code wire}: the gateway
 * must be able to become a process of its own. It learns what it must know through {@link
 * org.mydocker.broker.gateway.RouteSource} and {@link org.mydocker.broker.gateway.Doorkeeper} and
 * tells what it sees through {@link org.mydocker.broker.gateway.InputObserver}.
 */
package org.mydocker.broker.gateway;
