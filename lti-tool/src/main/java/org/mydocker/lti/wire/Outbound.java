package org.mydocker.lti.wire;

import java.net.URI;
import java.util.Map;

/**
 * Calls to platforms: to checked addresses only, without following redirects, bounded in time and
 * size (DYN-03, TOK-21). Throws {@link Unreachable} when no answer came or the address may not be
 * called; any answer at all is a {@link Reply}.
 */
public interface Outbound {

  Reply get(URI address, Map<String, String> headers, int mostBytes);

  Reply post(URI address, Map<String, String> headers, byte[] body, int mostBytes);
}
