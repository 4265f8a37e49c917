package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.mydocker.web.signin.AdminLinks;

/** {@code admin-link}: a one-time address into the administration (SIGN-01). */
@ApplicationScoped
class AdminLink implements Verb {

  @Inject AdminLinks links;

  @Override
  public String name() {
    return "admin-link";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    return Json.createObjectBuilder().add("url", links.issue().toString()).build();
  }
}
