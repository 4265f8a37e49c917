/**
 * The schema {@code assignment}: one short transaction at a time, and the leases that keep several
 * instances out of each other's way (site.md DATA-01, DATA-03). What a row means is said in the
 * room that owns it.
 */
package org.mydocker.assignment.rows;
