/**
 * What the machine's own firewall has to do with sessions (broker.md GATE-04): told to whoever may
 * set rules, and heard of again.
 */
package org.mydocker.broker.border;
