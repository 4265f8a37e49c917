/**
 * The attack corpus of lti.md section 3, row by row, against the running application: what must be
 * refused is refused with its status and code, and leaves nothing behind; the valid rows of the
 * certification set are let in.
 */
package org.mydocker.system.attack;
