/**
 * Pages: rendering in the layout, messages in two languages, headers of every answer, refusals
 * turned into pages, static files.
 */
package org.mydocker.web.page;
