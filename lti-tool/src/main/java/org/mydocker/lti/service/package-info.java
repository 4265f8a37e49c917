/**
 * Calls to the platforms' services: access tokens, what an answer means, paging (lti.md 1.8).
 * Bearer tokens go to hosts of their registration only.
 */
package org.mydocker.lti.service;
