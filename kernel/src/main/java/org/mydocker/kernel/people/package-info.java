/**
 * Who people are to us: identities, roles in a course, roles on the site. Names of persons and
 * courses for pages; no platform's own ids.
 */
package org.mydocker.kernel.people;
