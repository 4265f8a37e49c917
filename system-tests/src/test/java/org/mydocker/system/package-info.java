/**
 * The whole application on real parts: the packed jars as processes, Docker, Chromium, PostgreSQL,
 * the Git client. The attacks share one installation ({@link
 * org.mydocker.system.site.Site#shared()}), the clicks one with their thread; a test that needs
 * other settings or fills something starts one of its own.
 */
package org.mydocker.system;
