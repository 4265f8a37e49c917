/**
 * One installation as a test sees it from outside: processes to start and kill, a browser, rows to
 * look at. Knows nothing of what the tests try.
 */
package org.mydocker.system.site;
