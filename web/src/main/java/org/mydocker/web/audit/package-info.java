/**
 * The audit log: written by all modules through the kernel's {@code Audit}, read by administrators.
 */
package org.mydocker.web.audit;
