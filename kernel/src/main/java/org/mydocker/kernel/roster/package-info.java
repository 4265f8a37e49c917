/** Who is in a course. */
package org.mydocker.kernel.roster;
