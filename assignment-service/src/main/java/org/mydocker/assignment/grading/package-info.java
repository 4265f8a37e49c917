/**
 * Grades: points and a comment for a person's work, and their way to the platform in the same
 * transaction (ACT-17, ACT-19).
 */
package org.mydocker.assignment.grading;
