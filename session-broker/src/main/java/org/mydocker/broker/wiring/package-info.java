/**
 * Where the broker is put together under the server: settings, threads, the parts and who has whom,
 * what begins with the application and ends with it. The one room that knows CDI; the others are
 * plain classes with constructors.
 */
package org.mydocker.broker.wiring;
