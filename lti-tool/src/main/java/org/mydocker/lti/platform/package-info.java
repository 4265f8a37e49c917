/**
 * The platforms that may launch into us: registrations, their deployments and the keys that their
 * tokens are verified with. Knows nothing of messages, people or courses (lti.md 1.1).
 */
package org.mydocker.lti.platform;
