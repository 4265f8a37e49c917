package org.mydocker.broker.pages;

import java.time.Instant;
import java.util.stream.Collectors;
import org.mydocker.broker.catalogue.Needs;
import org.mydocker.broker.catalogue.Permissions;

/**
 * What an environment asks for, on the administration's page.
 *
 * @param needs as the form sends it back, so that what is allowed is what was seen
 * @param since null while it waits
 */
public record PermissionLine(
    String environment,
    String title,
    String maintainer,
    String needs,
    boolean root,
    String capabilities,
    String versions,
    boolean current,
    Instant since) {

  static PermissionLine of(Permissions.Request request) {
    return new PermissionLine(
        request.environment().toString(),
        request.title(),
        request.maintainer(),
        request.needs().text(),
        request.needs().root(),
        capabilities(request.needs()),
        request.versions().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        request.current(),
        request.allowed().orElse(null));
  }

  static String capabilities(Needs needs) {
    return needs.capabilities().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
  }
}
