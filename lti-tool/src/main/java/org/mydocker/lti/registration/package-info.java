/**
 * How a platform comes to be registered: by invitation and dynamic registration, or by hand, and
 * always by an administrator's word (lti.md 1.13).
 */
package org.mydocker.lti.registration;
