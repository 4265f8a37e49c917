/**
 * Sending grades to the platform's gradebook: what a grading module says, and what the LTI tool
 * promises. No HTTP.
 */
package org.mydocker.kernel.grade;
