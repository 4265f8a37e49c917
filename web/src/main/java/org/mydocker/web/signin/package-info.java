/**
 * The ways in that are not launches (site.md section 2): the front page, the administrator's link,
 * the pop-out code.
 */
package org.mydocker.web.signin;
