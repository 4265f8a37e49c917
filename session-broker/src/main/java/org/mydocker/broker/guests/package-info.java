/**
 * Who besides its owner is in a session (broker.md GATE-02): whom the owner invited, and who of the
 * course's staff came to help. Rows alone; who may do it is decided elsewhere.
 */
package org.mydocker.broker.guests;
