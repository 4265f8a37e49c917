/** The EAR in a Payara Server of its own, set up as docs/production.md tells. */
package org.mydocker.system.server;
