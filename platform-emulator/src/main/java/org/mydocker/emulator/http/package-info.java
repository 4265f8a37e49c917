/**
 * The emulator's way to speak HTTP: one request read whole and bounded, one response, a table of
 * routes, and the faults that a test may put in front of a route. Knows nothing of LTI.
 */
package org.mydocker.emulator.http;
