/** The proof of a submission: made by the assignment service, signed by the LTI tool. */
package org.mydocker.kernel.receipt;
