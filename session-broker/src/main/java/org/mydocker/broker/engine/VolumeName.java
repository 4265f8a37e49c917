package org.mydocker.broker.engine;

import java.util.regex.Pattern;

/**
 * The name of a volume of the engine. Never a path: an engine would take a name with a slash as a
 * folder of the host, which nothing may mount (ENG-06).
 */
public record VolumeName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");

  public VolumeName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a volume: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
