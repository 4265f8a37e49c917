/**
 * Grades on their way to the platform: written with the decision in one transaction, sent until the
 * platform has them (lti.md 1.9).
 */
package org.mydocker.lti.grade;
