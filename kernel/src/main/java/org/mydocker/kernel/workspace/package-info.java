/** Bringing files into and out of a home without ever opening it from the host. */
package org.mydocker.kernel.workspace;
