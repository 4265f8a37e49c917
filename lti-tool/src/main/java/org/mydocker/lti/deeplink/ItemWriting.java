package org.mydocker.lti.deeplink;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
record ItemWriting(PlatformProfile profile, Acceptance accepts, URI url) {

  private static final String SCHEME_VERSION = "1";
  private static final int MOST_TEXT = 1000;
  private static final int MOST_CUSTOM_BYTES = 2048;

  Map<String, Object> write(ContentItem item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Acceptance.type(item));
    json.put("title", plain(item.title(), PlainText.SHORT));
    json.put("text", plain(item.text(), MOST_TEXT));
    if (item instanceof ContentItem.ResourceLink link) {
      link(link, json);
    } else if (item instanceof ContentItem.Link link) {
      json.put("url", link.url().toString());
      look(link.look(), json);
    } else if (item instanceof ContentItem.Download file) {
      json.put("url", file.url().toString());
      json.put("mediaType", file.mediaType());
      file.expires().ifPresent(end -> json.put("expiresAt", seconds(end)));
      picture("icon", file.icon(), json);
      picture("thumbnail", file.thumbnail(), json);
    } else if (item instanceof ContentItem.Html html) {
      json.put("html", html.html());
    } else if (item instanceof ContentItem.Image image) {
      json.putAll(json(image.picture()));
      picture("icon", image.icon(), json);
      picture("thumbnail", image.thumbnail(), json);
    }
    return json;
  }

  private void link(ContentItem.ResourceLink item, Map<String, Object> json) {
    if (!profile.itemsNeedNoUrl()) {
      json.put("url", url.toString());
    }
    json.put("custom", custom(item));
    if (accepts.lineItems()) {
      item.points().ifPresent(points -> json.put("lineItem", lineItem(item, points)));
    }
    look(item.look(), json);
    span("available", item.available(), json);
    span("submission", item.submission(), json);
  }

  /** Where it opens is said only where the platform shows things so. */
  private void look(ContentItem.Look look, Map<String, Object> json) {
    picture("icon", look.icon(), json);
    picture("thumbnail", look.thumbnail(), json);
    if (accepts.inWindow()) {
      look.window().ifPresent(window -> json.put("window", json(window)));
    }
    if (accepts.inFrame()) {
      look.frame().ifPresent(frame -> json.put("iframe", sized(frame.width(), frame.height())));
    }
  }

  private static Map<String, Object> json(ContentItem.Window window) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("targetName", window.name());
    json.putAll(sized(window.width(), window.height()));
    if (!window.features().isEmpty()) {
      json.put("windowFeatures", window.features());
    }
    return json;
  }

  private static void picture(
      String name, Optional<ContentItem.Picture> picture, Map<String, Object> json) {
    picture.ifPresent(p -> json.put(name, json(p)));
  }

  private static Map<String, Object> json(ContentItem.Picture picture) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", picture.url().toString());
    json.putAll(sized(picture.width(), picture.height()));
    return json;
  }

  private static Map<String, Object> sized(int width, int height) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (width > 0) {
      json.put("width", width);
    }
    if (height > 0) {
      json.put("height", height);
    }
    return json;
  }

  private static void span(String name, ContentItem.Span span, Map<String, Object> json) {
    Map<String, Object> times = new LinkedHashMap<>();
    span.start().ifPresent(start -> times.put("startDateTime", seconds(start)));
    span.end().ifPresent(end -> times.put("endDateTime", seconds(end)));
    if (!times.isEmpty()) {
      json.put(name, times);
    }
  }

  private Map<String, Object> lineItem(ContentItem.ResourceLink item, int points) {
    return Map.of(
        "label", plain(item.title(), PlainText.SHORT),
        "scoreMaximum", Math.max(1, Math.min(points, profile.mostPoints())),
        "resourceId", item.id(),
        "tag", WantedColumns.TAG);
  }

  private static Map<String, String> custom(ContentItem.ResourceLink item) {
    Map<String, String> custom = new LinkedHashMap<>();
    custom.put(Launch.TARGET, value(item.target()));
    custom.put(Launch.ID, value(item.id()));
    custom.put(Launch.SCHEME, SCHEME_VERSION);
    int bytes = custom.entrySet().stream().mapToInt(e -> bytes(e.getKey() + e.getValue())).sum();
    if (bytes > MOST_CUSTOM_BYTES) {
      throw new Unsendable("more custom values than an item may have");
    }
    return custom;
  }

  private static String value(String text) {
    boolean oneLine = text.chars().noneMatch(Character::isISOControl);
    if (!oneLine || text.startsWith("$") || text.startsWith("\\")) {
      throw new Unsendable("a custom value that would become something else");
    }
    return text;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Angle brackets become quotes of their kind: Moodle prints titles unescaped in one place. */
  static String plain(String text, int most) {
    return PlainText.cleaned(text, most).orElse("").replace('<', '\u2039').replace('>', '\u203A');
  }

  private static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** An item that must not leave as it is. */
  static final class Unsendable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unsendable(String why) {
      super(why);
    }
  }
}
