/**
 * {@code /metrics} in Prometheus' text format: what the modules' {@code Meter}s offer and a few
 * numbers of the Java machine. Whoever asks needs a token (RUNOPS-01).
 */
package org.mydocker.web.metrics;
