/**
 * The people, courses, memberships, resource links and line items that launches brought here, each
 * under its registration or deployment (REG-06), and what a person is in a course (lti.md 1.5).
 */
package org.mydocker.lti.people;
