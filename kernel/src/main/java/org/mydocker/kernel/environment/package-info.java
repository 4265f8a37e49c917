/**
 * Environments and their sessions as the other modules see them. Nothing of an engine enters here.
 */
package org.mydocker.kernel.environment;
