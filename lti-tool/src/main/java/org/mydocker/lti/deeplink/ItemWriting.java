package org.mydocker.lti.deeplink;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.Launch;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.people.WantedColumns;
import org.mydocker.lti.platform.PlatformProfile;

/**
 * A content item as JSON (DL-08): plain text without markup (DL-11), custom values that stay on
 * their line (DL-09), points that the platform can hold (DL-15).
 *
 * @param url the address of our launches, for platforms whose items need one
 */
record ItemWriting(PlatformProfile profile, boolean lineItems, URI url) {

  private static final String SCHEME_VERSION = "1";
  private static final int MOST_TEXT = 1000;
  private static final int MOST_CUSTOM_BYTES = 2048;

  Map<String, Object> write(ContentItem item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "ltiResourceLink");
    json.put("title", plain(item.title(), PlainText.SHORT));
    json.put("text", plain(item.text(), MOST_TEXT));
    if (!profile.itemsNeedNoUrl()) {
      json.put("url", url.toString());
    }
    json.put("custom", custom(item));
    if (lineItems) {
      item.points().ifPresent(points -> json.put("lineItem", lineItem(item, points)));
    }
    item.available()
        .ifPresent(from -> json.put("available", Map.of("startDateTime", seconds(from))));
    item.due().ifPresent(due -> json.put("submission", Map.of("endDateTime", seconds(due))));
    return json;
  }

  private Map<String, Object> lineItem(ContentItem item, int points) {
    return Map.of(
        "label", plain(item.title(), PlainText.SHORT),
        "scoreMaximum", Math.max(1, Math.min(points, profile.mostPoints())),
        "resourceId", item.id(),
        "tag", WantedColumns.TAG);
  }

  private static Map<String, String> custom(ContentItem item) {
    Map<String, String> custom = new LinkedHashMap<>();
    custom.put(Launch.TARGET, value(item.target()));
    custom.put(Launch.ID, value(item.id()));
    custom.put(Launch.SCHEME, SCHEME_VERSION);
    int bytes = custom.entrySet().stream().mapToInt(e -> bytes(e.getKey() + e.getValue())).sum();
    if (bytes > MOST_CUSTOM_BYTES) {
      throw new IllegalArgumentException("more custom values than an item may have");
    }
    return custom;
  }

  private static String value(String text) {
    boolean oneLine = text.chars().noneMatch(Character::isISOControl);
    if (!oneLine || text.startsWith("$") || text.startsWith("\\")) {
      throw new IllegalArgumentException("not a custom value: " + text);
    }
    return text;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Angle brackets become quotes of their kind: Moodle prints titles unescaped in one place. */
  private static String plain(String text, int most) {
    return PlainText.cleaned(text, most).orElse("").replace('<', '\u2039').replace('>', '\u203A');
  }

  private static String seconds(java.time.Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
