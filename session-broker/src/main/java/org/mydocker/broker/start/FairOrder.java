package org.mydocker.broker.start;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.people.CourseId;

/**
 * Whose turn it is (START-07): courses take turns, within a course who came first is first. So a
 * class of two hundred that begins at ten does not hold up the two people of another course.
 */
final class FairOrder {

  private FairOrder() {}

  /** The same sessions, the next one first; they come by the time they were queued. */
  static List<Session> of(List<Session> waiting) {
    Map<Optional<CourseId>, Integer> before = new HashMap<>();
    record Turn(int round, Session session) {}
    return waiting.stream()
        .sorted(Comparator.comparing(Session::queued))
        .map(session -> new Turn(before.merge(session.course(), 1, Integer::sum), session))
        .sorted(Comparator.comparingInt(Turn::round).thenComparing(turn -> turn.session().queued()))
        .map(Turn::session)
        .toList();
  }
}
