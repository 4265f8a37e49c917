/** What a session or a page is about, when more than one module must name it. */
package org.mydocker.kernel.activity;
