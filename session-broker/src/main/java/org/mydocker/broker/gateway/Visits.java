package org.mydocker.broker.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What is open now: each exchange and each WebSocket under its session and pass, so that a
 * revocation ends it (broker.md GATE-02), and so that one session cannot take all there is.
 */
final class Visits {
  static final int MAX_OPEN = 256;

  /** In whose right something is open. */
  record Right(String session, Pass pass) {}

  /** One thing that is open. How it is ended may change while it is open. */
  final class Visit {
    private final Right right;
    private volatile Runnable end;

    private Visit(Right right, Runnable end) {
      this.right = right;
      this.end = end;
    }

    Right right() {
      return right;
    }

    void endBy(Runnable better) {
      end = better;
    }

    void leave() {
      open.computeIfPresent(
          right.session(),
          (session, visits) -> {
            visits.remove(this);
            return visits.isEmpty() ? null : visits;
          });
    }
  }

  private final ConcurrentHashMap<String, Set<Visit>> open = new ConcurrentHashMap<>();

  /** Empty if the session has too much open. */
  Optional<Visit> enter(Right right, Runnable end) {
    Visit visit = new Visit(right, end);
    Set<Visit> visits =
        open.compute(
            right.session(),
            (session, known) -> {
              Set<Visit> all = known == null ? ConcurrentHashMap.newKeySet() : known;
              if (all.size() < MAX_OPEN) {
                all.add(visit);
              }
              return all;
            });
    return visits.contains(visit) ? Optional.of(visit) : Optional.empty();
  }

  Set<Right> rights() {
    return open.values().stream()
        .flatMap(Set::stream)
        .map(Visit::right)
        .collect(Collectors.toSet());
  }

  void endAll() {
    open.keySet().forEach(this::end);
  }

  void end(String session) {
    List.copyOf(open.getOrDefault(session, Set.of())).forEach(visit -> visit.end.run());
  }

  void end(Right right) {
    List.copyOf(open.getOrDefault(right.session(), Set.of())).stream()
        .filter(visit -> visit.right().equals(right))
        .forEach(visit -> visit.end.run());
  }
}
