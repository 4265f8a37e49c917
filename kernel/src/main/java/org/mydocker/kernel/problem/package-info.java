/** Foreseen refusals: a code, a status and the facts; the sentences are in the message bundles. */
package org.mydocker.kernel.problem;
