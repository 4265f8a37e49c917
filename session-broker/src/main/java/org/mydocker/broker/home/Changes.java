package org.mydocker.broker.home;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes that belong together; each path at most once. Deletions are done first. */
public record Changes(List<Change> list) {
  public Changes {
    list = List.copyOf(list);
    Set<String> seen = new HashSet<>();
    for (Change change : list) {
      if (!seen.add(change.path())) {
        throw new IllegalArgumentException("two changes of " + change.path());
      }
    }
  }

  public static Changes of(Change... changes) {
    return new Changes(List.of(changes));
  }
}
