package org.mydocker.emulator.control;

import java.util.Map;

/**
 * An activity to add without deep linking. Null members mean: the first tool, no description, the
 * tool's own URL, no custom parameters; {@code scoreMaximum} null: no column in the gradebook.
 */
public record NewActivity(
    String tool,
    String title,
    String description,
    String url,
    Map<String, String> custom,
    Double scoreMaximum,
    String resourceId,
    String tag) {

  public NewActivity {
    custom = custom == null ? Map.of() : custom;
  }

  public static NewActivity of(String title, Map<String, String> custom, Double scoreMaximum) {
    return new NewActivity(null, title, null, null, custom, scoreMaximum, null, null);
  }
}
