/** What a module says about what it leans on, for {@code /health} (broker.md RUNOPS-01). */
package org.mydocker.kernel.health;
