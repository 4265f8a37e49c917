/** Who may do what: one table, one function (site.md, section 1). */
package org.mydocker.kernel.access;
