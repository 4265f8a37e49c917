/**
 * The click, as people make it: Chromium on the platform's course page, Jupyter in a real
 * container, what is handed in and graded.
 */
package org.mydocker.system.click;
