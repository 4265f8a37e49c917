package org.mydocker.emulator.campus;

import java.util.List;

/**
 * An external tool activity in the course; {@code id} is the resource link id, {@code cmid}
 * Moodle's course module. An empty {@code url} means the tool's own; {@code custom} are key=value
 * lines. {@code onlyFor} are the people to whom its availability restricts it; none means everyone.
 */
public record Activity(
    String id,
    String cmid,
    String toolId,
    String title,
    String description,
    String url,
    String custom,
    List<String> onlyFor) {

  public Activity {
    onlyFor = onlyFor == null ? List.of() : List.copyOf(onlyFor);
  }

  public Activity restrictedTo(List<String> people) {
    return new Activity(id, cmid, toolId, title, description, url, custom, people);
  }

  public boolean availableTo(String sub) {
    return onlyFor.isEmpty() || onlyFor.contains(sub);
  }
}
