package org.mydocker.lti.deeplink;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mydocker.kernel.launch.ContentItem;

/**
 * What of content a request takes (DL-07).
 *
 * @param types of items, out of {@link #TYPES}
 * @param several more than one item
 * @param mediaTypes of files, with {@code *} where any will do; none said takes all
 * @param targets where content may be shown, out of {@link #TARGETS}
 * @param lineItems columns of the gradebook
 */
public record Acceptance(
    Set<String> types,
    boolean several,
    List<String> mediaTypes,
    Set<String> targets,
    boolean lineItems) {

  static final String RESOURCE_LINK = "ltiResourceLink";
  static final String WINDOW = "window";
  static final String IFRAME = "iframe";

  /** The types of items that there are. */
  static final Set<String> TYPES = Set.of(RESOURCE_LINK, "link", "file", "html", "image");

  /** The ways to show that there are. */
  static final Set<String> TARGETS = Set.of(WINDOW, IFRAME, "frame", "embed");

  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "(\\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,80})/(\\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,80})");

  public Acceptance {
    types = Set.copyOf(types);
    mediaTypes = List.copyOf(mediaTypes);
    targets = Set.copyOf(targets);
  }

  /** Those that the platform takes, of several the first where it takes one. */
  List<ContentItem> of(List<ContentItem> items) {
    List<ContentItem> taken = items.stream().filter(this::takes).toList();
    return several ? taken : taken.stream().limit(1).toList();
  }

  /** Whether it takes the only type that teachers can choose here. */
  boolean takesResourceLinks() {
    return types.contains(RESOURCE_LINK);
  }

  boolean inWindow() {
    return targets.contains(WINDOW);
  }

  boolean inFrame() {
    return targets.contains(IFRAME);
  }

  private boolean takes(ContentItem item) {
    return types.contains(type(item))
        && (!(item instanceof ContentItem.Download file) || takesMedia(file.mediaType()));
  }

  private boolean takesMedia(String mediaType) {
    String wanted = plain(mediaType);
    return mediaTypes.isEmpty()
        || mediaTypes.stream()
            .anyMatch(
                known ->
                    known.equals("*/*")
                        || known.equals(wanted)
                        || (known.endsWith("/*")
                            && wanted.startsWith(known.substring(0, known.length() - 1))));
  }

  static String type(ContentItem item) {
    if (item instanceof ContentItem.ResourceLink) {
      return RESOURCE_LINK;
    }
    if (item instanceof ContentItem.Link) {
      return "link";
    }
    if (item instanceof ContentItem.Download) {
      return "file";
    }
    return item instanceof ContentItem.Html ? "html" : "image";
  }

  /** The media types of a request, what is none left out; parameters say nothing of types. */
  static List<String> mediaTypes(List<String> said) {
    return said.stream()
        .map(Acceptance::plain)
        .filter(type -> MEDIA_TYPE.matcher(type).matches())
        .distinct()
        .toList();
  }

  private static String plain(String mediaType) {
    return mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
