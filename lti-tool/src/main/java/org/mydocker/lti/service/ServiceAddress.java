package org.mydocker.lti.service;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

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

  /**
   * The address with a parameter of the query; unchanged where one of that name is there.
   *
   * @param parameter such as {@code rlid=7}, encoded
   */
  public static URI with(URI address, String parameter) {
    String query = Optional.ofNullable(address.getRawQuery()).orElse("");
    String name = parameter.substring(0, parameter.indexOf('=') + 1);
    boolean there = Arrays.stream(query.split("&")).anyMatch(each -> each.startsWith(name));
    return there ? address : URI.create(address + (query.isEmpty() ? "?" : "&") + parameter);
  }
}
