/**
 * What the broker asks of whatever runs containers, in the broker's own words (broker.md section
 * 6). Only values, the {@link org.mydocker.broker.engine.Engine} interface and what guards and
 * watches any engine may enter; a library of one engine stays in a room below. Nothing of Jakarta
 * is known here.
 */
package org.mydocker.broker.engine;
