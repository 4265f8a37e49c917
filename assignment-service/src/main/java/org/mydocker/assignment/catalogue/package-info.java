/**
 * The assignments of courses: what they are called, what they ask, when they are open, and who may
 * do what with them (assignments.md ACT-01, ACT-12, ACT-20). Launches of an assignment arrive here.
 */
package org.mydocker.assignment.catalogue;
