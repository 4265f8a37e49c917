/**
 * The launch: from the platform's signed word to a person in a course in front of what they came
 * for (lti.md 1.3 to 1.6). The order of the checks is fixed (TOK-18) and told by {@link
 * org.mydocker.lti.launch.TokenVerifying}.
 */
package org.mydocker.lti.launch;
