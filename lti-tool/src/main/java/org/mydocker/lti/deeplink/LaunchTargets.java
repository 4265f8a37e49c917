package org.mydocker.lti.deeplink;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.mydocker.kernel.launch.LaunchTarget;

/** What activities can open, by key. Two claimants of one key stop the start. */
@Singleton
public class LaunchTargets {

  private final TreeMap<String, LaunchTarget> byKey = new TreeMap<>();

  @Inject
  LaunchTargets(Instance<LaunchTarget> targets) {
    this(targets.stream().toList());
  }

  public LaunchTargets(List<LaunchTarget> targets) {
    for (LaunchTarget target : targets) {
      LaunchTarget other = byKey.put(target.key(), target);
      if (other != null) {
        throw new IllegalStateException(
            "two launch targets claim the key " + target.key() + ": " + other + " and " + target);
      }
    }
  }

  public Optional<LaunchTarget> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** By key. */
  public List<LaunchTarget> all() {
    return List.copyOf(byKey.values());
  }
}
