package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.mydocker.kernel.settings.SiteSettings;

/** {@code status}: what this instance is. */
@ApplicationScoped
class Status implements Verb {

  @Inject SiteSettings site;

  @Override
  public String name() {
    return "status";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    return Json.createObjectBuilder()
        .add("status", "up")
        .add("publicUrl", site.publicUrl().toString())
        .add("data", site.dataDirectory().toString())
        .build();
  }
}
