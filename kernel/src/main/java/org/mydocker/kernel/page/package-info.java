/** What a module needs to show a page: the visit it is asked in, and the page it answers. */
package org.mydocker.kernel.page;
