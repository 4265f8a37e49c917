/**
 * Docker Engine by its API, over a Unix socket or TLS (ENG-01). The only room that knows
 * docker-java; what leaves it are the engine package's own values and failures.
 */
package org.mydocker.broker.engine.docker;
