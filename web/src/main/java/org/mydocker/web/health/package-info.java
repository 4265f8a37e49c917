/** What load balancers and operators ask (broker.md RUNOPS-01). */
package org.mydocker.web.health;
