/**
 * Handing in (ACT-08): from a door to a commit, a ref, a row and a receipt, and the repair of what
 * a crash left between them (DATA-04). The Git side of a submission is the submission room's.
 */
package org.mydocker.assignment.handin;
