package org.mydocker.broker.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.launch.Choice;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.Launch;
import org.mydocker.kernel.launch.LaunchTarget;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.walls.markdown.Markdown;

/** Activities that open an environment: {@code mydocker_target=environment}, the id beside it. */
public final class EnvironmentTarget implements LaunchTarget {

  public static final String KEY = "environment";

  private final Catalogue catalogue;
  private final Links links;

  public EnvironmentTarget(Catalogue catalogue, Links links) {
    this.catalogue = catalogue;
    this.links = links;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String open(Launch launch) {
    Environment environment =
        Optional.ofNullable(launch.custom().get(Launch.ID))
            .flatMap(EnvironmentTarget::id)
            .flatMap(catalogue::find)
            .orElseThrow(() -> new Refusal("broker.no-environment", 404));
    Rights.requireStart(launch.viewer(), environment);
    Optional<ActivityId> activity = launch.resourceLink().map(link -> new ActivityId(link.value()));
    if (activity.isPresent() && launch.viewer().course().isPresent()) {
      links.add(activity.get(), environment.id(), launch.viewer().course().get());
    }
    return "environments/" + environment.id() + activity.map(id -> "?activity=" + id).orElse("");
  }

  @Override
  public List<Choice> choices(Viewer teacher) {
    List<Choice> choices = new ArrayList<>();
    for (Environment environment : catalogue.visibleTo(teacher)) {
      String description = Markdown.text(environment.description());
      choices.add(
          new Choice.Existing(
              new ContentItem.ResourceLink(
                  KEY,
                  environment.id().toString(),
                  environment.title(),
                  description,
                  Optional.empty(),
                  ContentItem.Span.ALWAYS,
                  ContentItem.Span.ALWAYS,
                  ContentItem.Look.USUAL),
              description));
    }
    return choices;
  }

  private static Optional<EnvironmentId> id(String text) {
    try {
      return Optional.of(EnvironmentId.of(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
