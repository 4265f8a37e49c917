/** What modules count and measure, for {@code /metrics} (broker.md RUNOPS-01). */
package org.mydocker.kernel.metrics;
