/**
 * The sessions of the web (site.md section 3): a visit is a row, its cookie holds the secret, and
 * every request under {@code /v/VISIT/} is checked here once. There is no {@code HttpSession}. Each
 * launch has a cookie of its own, so two tabs of two courses never mix (SES-03).
 */
package org.mydocker.web.session;
