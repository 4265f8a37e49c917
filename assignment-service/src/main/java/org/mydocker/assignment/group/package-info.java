/**
 * The groups of a course, as its teachers make them: who works together, and whose work a grader is
 * given (site.md section 1); and who has more time, a person or a group (ACT-12). A person is in
 * one group of a course at most.
 */
package org.mydocker.assignment.group;
