/**
 * The whole application on real parts: the packed jars as processes, Docker, Chromium, PostgreSQL,
 * the Git client. One installation is shared by all tests ({@link
 * org.mydocker.system.site.Site#shared()}); a test that kills or fills something starts one of its
 * own.
 */
package org.mydocker.system;
