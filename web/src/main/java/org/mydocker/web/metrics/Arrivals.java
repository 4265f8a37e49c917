package org.mydocker.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.kernel.metrics.Reading;
import org.mydocker.kernel.people.Role;

/** Visits that began, each by a launch or a sign-in, by the role in the course. */
@ApplicationScoped
public class Arrivals implements Meter {

  private final AtomicLongArray begun = new AtomicLongArray(Role.values().length);

  public void begun(Role role) {
    begun.incrementAndGet(role.ordinal());
  }

  @Override
  public List<Reading> readings() {
    return Arrays.stream(Role.values())
        .map(
            role ->
                Reading.counter(
                    "visits_begun_total",
                    "Visits that began by a launch or a sign-in",
                    Map.of("role", role.name().toLowerCase(Locale.ROOT)),
                    begun.get(role.ordinal())))
        .toList();
  }
}
