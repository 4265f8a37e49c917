/**
 * The login initiation: from the platform's first knock to the redirect that asks it who is there
 * (lti.md 1.2). Writes nothing and calls nobody (INI-08).
 */
package org.mydocker.lti.login;
