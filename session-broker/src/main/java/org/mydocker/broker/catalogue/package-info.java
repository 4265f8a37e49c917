/**
 * What can be started: environments, their versions and what each role gets of them (broker.md
 * section 1). Knows nothing of sessions or engines.
 */
package org.mydocker.broker.catalogue;
