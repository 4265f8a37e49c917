/**
 * Work comes in: snapshots of working copies, submissions that never change, and their files read
 * out again for receipts, graders and exports (ACT-08..15). The door for {@code git} is in {@code
 * repository.http}.
 */
package org.mydocker.assignment.submission;
