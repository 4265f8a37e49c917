package org.mydocker.emulator.campus;

import java.util.List;
import java.util.Map;

/** All that a tenant remembers, as one value: what the file holds. Keys are private JWKs. */
public record Snapshot(
    List<Person> people,
    List<Tool> tools,
    List<Activity> activities,
    List<LineItem> lineItems,
    List<Grade> grades,
    Map<String, Integer> lastIds,
    List<Map<String, Object>> keys) {

  public Snapshot {
    people = List.copyOf(people);
    tools = List.copyOf(tools);
    activities = List.copyOf(activities);
    lineItems = List.copyOf(lineItems);
    grades = List.copyOf(grades);
    lastIds = Map.copyOf(lastIds);
    keys = List.copyOf(keys);
  }

  public static Snapshot of(List<Person> people) {
    return new Snapshot(people, List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
  }
}
