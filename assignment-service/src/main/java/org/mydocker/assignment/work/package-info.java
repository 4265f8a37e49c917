/**
 * A student's part of an assignment: the repository that keeps it (ACT-03), the working copy that
 * the environment shows (ACT-04, ACT-05), and a grader's look at it (broker.md ENV-14). Everything
 * that touches a working copy goes through the kernel's {@code Workspaces}.
 */
package org.mydocker.assignment.work;
