/**
 * Deep linking: a teacher picks what an activity opens, and the platform gets the signed answer,
 * once (lti.md 1.7).
 */
package org.mydocker.lti.deeplink;
