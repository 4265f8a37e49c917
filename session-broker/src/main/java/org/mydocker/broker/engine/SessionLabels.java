package org.mydocker.broker.engine;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a container remembers of itself, so that a broker that lost everything else can adopt it or
 * remove it (ENG-03). Labels cannot change after creation: nothing that changes is here. A session
 * that is started anew has the next generation.
 */
public record SessionLabels(String installation, String session, String specHash, int generation) {
  private static final String INSTALLATION = "org.mydocker.installation";
  private static final String SESSION = "org.mydocker.session";
  private static final String SPEC = "org.mydocker.spec";
  private static final String GENERATION = "org.mydocker.generation";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  public SessionLabels {
    if (installation.isBlank() || session.isBlank() || specHash.isBlank() || generation < 0) {
      throw new IllegalArgumentException("labels must say whose container it is");
    }
  }

  /** The label by which an installation finds all that is its own. */
  public static Map<String, String> ofInstallation(String installation) {
    return Map.of(INSTALLATION, installation);
  }

  /** Reads them back; empty for a container that is not a session's. */
  public static Optional<SessionLabels> from(Map<String, String> labels) {
    String generation = labels.getOrDefault(GENERATION, "");
    if (!NUMBER.matcher(generation).matches()
        || labels.getOrDefault(INSTALLATION, "").isBlank()
        || labels.getOrDefault(SESSION, "").isBlank()
        || labels.getOrDefault(SPEC, "").isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new SessionLabels(
            labels.get(INSTALLATION),
            labels.get(SESSION),
            labels.get(SPEC),
            Integer.parseInt(generation)));
  }

  public Map<String, String> asMap() {
    return Map.of(
        INSTALLATION,
        installation,
        SESSION,
        session,
        SPEC,
        specHash,
        GENERATION,
        Integer.toString(generation));
  }
}
