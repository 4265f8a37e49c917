/**
 * What a test may do to a tenant beyond what an LMS allows: faults, other clocks, forged tokens,
 * launches without a browser. The same by HTTP ({@code /{tenant}/control/...}) and by calls.
 */
package org.mydocker.emulator.control;
