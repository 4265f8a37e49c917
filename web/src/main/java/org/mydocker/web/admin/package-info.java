/**
 * The administration's own pages; the modules bring theirs (registrations, environments) and are
 * linked from here.
 */
package org.mydocker.web.admin;
