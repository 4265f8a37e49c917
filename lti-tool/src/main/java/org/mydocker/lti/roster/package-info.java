/** The course's list of people, asked of the platform and kept (lti.md 1.10). */
package org.mydocker.lti.roster;
