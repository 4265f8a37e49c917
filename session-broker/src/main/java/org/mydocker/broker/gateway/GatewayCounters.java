package org.mydocker.broker.gateway;

/**
 * What went through since the start; {@code openWebSockets} is what is open now.
 *
 * @param bytesIn bodies and WebSocket bytes from browsers
 * @param bytesOut bodies and WebSocket bytes to browsers
 * @param refusals requests answered with a page of the gateway's own
 */
public record GatewayCounters(
    long requests, long bytesIn, long bytesOut, long openWebSockets, long refusals) {}
