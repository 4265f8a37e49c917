package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.mydocker.kernel.health.Part;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.web.health.DatabaseReady;

/** {@code status}: what this instance is, and how what it leans on does. */
@ApplicationScoped
class Status implements Verb {

  @Inject SiteSettings site;
  @Inject @Readiness DatabaseReady database;
  @Inject @Any Instance<Part> parts;

  @Override
  public String name() {
    return "status";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    JsonObjectBuilder leaningOn = Json.createObjectBuilder();
    leaningOn.add("database", database.answers() ? "working" : "no answer");
    for (Part part : parts) {
      leaningOn.add(
          part.name(),
          part.state() == Part.State.WORKING ? "working" : "degraded: " + part.reason());
    }
    return Json.createObjectBuilder()
        .add("status", "up")
        .add("publicUrl", site.publicUrl().toString())
        .add("data", site.dataDirectory().toString())
        .add("parts", leaningOn)
        .build();
  }
}
