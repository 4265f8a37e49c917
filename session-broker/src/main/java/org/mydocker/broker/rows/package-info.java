/**
 * How this module's rooms reach their rows: a transaction of the broker's own around a piece of
 * work. No entity lives here.
 */
package org.mydocker.broker.rows;
