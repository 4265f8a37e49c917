/**
 * What platforms call people, and what that makes of them in a course: a fixed table, and what a
 * deployment lowers of it (lti.md ROL-01 to ROL-05, ROL-10).
 */
package org.mydocker.lti.role;
