package org.mydocker.lti.service;

import java.net.URI;

/** Addresses below a service's address: the path grows, the query stays (SVC-07). */
public final class ServiceAddress {

  private ServiceAddress() {}

  /**
   * @param segment such as {@code scores}
   */
  public static URI below(String address, String segment) {
    int query = address.indexOf('?');
    String path = query < 0 ? address : address.substring(0, query);
    String rest = query < 0 ? "" : address.substring(query);
    return URI.create(path + (path.endsWith("/") ? "" : "/") + segment + rest);
  }
}
