/**
 * From a click to a running interface (broker.md section 2): sessions in their rows, the persisted
 * state machine that starts them, the queue before it, the progress that people watch.
 */
package org.mydocker.broker.start;
