/**
 * What stands between the rows and the gateway (broker.md section 5): tickets and passes, the
 * routes of running sessions, the address to frame.
 */
package org.mydocker.broker.entrance;
