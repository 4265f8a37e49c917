/**
 * Our own keys: those that sign for us, those that seal what leaves us and comes back, and the key
 * file that seals both at rest (lti.md 1.12).
 */
package org.mydocker.lti.key;
