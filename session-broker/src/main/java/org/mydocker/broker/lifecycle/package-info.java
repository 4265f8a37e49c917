/**
 * What happens to a session that runs (broker.md sections 3 and 6): its end, by whomever or
 * whatever; how long it was idle; and the comparison of what the rows say with what the engine
 * says.
 */
package org.mydocker.broker.lifecycle;
