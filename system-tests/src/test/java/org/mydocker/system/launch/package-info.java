/**
 * Launches from outside, by plain HTTP and in a browser: the way that must work (lti.md 1.1 to 1.6,
 * 1.12, 1.13). Its public types are what the attacks are made with: {@link
 * org.mydocker.system.launch.Platform}, {@link org.mydocker.system.launch.Attempt}, {@link
 * org.mydocker.system.launch.HttpBrowser}.
 */
package org.mydocker.system.launch;
