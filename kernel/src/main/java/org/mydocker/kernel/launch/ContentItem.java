package org.mydocker.kernel.launch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Something to put into the course (DL-08). What we offer are resource links; the other types are
 * for platforms that ask for them, and each goes only where it is accepted. Titles and texts are
 * plain text (DL-11).
 */
public sealed interface ContentItem {

  String title();

  String text();

  /**
   * Opens a {@link LaunchTarget}.
   *
   * @param target the {@link LaunchTarget#key()}
   * @param id the target's id, unguessable (DL-10)
   * @param points the maximum of its line item; empty for none (DL-15)
   * @param available when it can be opened
   * @param submission when work can be handed in
   */
  record ResourceLink(
      String target,
      String id,
      String title,
      String text,
      Optional<Integer> points,
      Span available,
      Span submission,
      Look look)
      implements ContentItem {

    /** The same in other clothes. */
    public ResourceLink looking(Look other) {
      return new ResourceLink(target, id, title, text, points, available, submission, other);
    }
  }

  /** A web page. */
  record Link(URI url, String title, String text, Look look) implements ContentItem {}

  /**
   * A file that the platform fetches and keeps.
   *
   * @param expires until when it can be fetched
   */
  record Download(
      URI url,
      String mediaType,
      Optional<Instant> expires,
      String title,
      String text,
      Optional<Picture> icon,
      Optional<Picture> thumbnail)
      implements ContentItem {}

  /** A piece of HTML, which is ours and never somebody's input. */
  record Html(String html, String title, String text) implements ContentItem {}

  /** A picture to show. */
  record Image(
      Picture picture,
      String title,
      String text,
      Optional<Picture> icon,
      Optional<Picture> thumbnail)
      implements ContentItem {}

  /** From when to when; either may be open. */
  record Span(Optional<Instant> start, Optional<Instant> end) {
    public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());
  }

  /** Pictures beside it, and where it opens; where both are open the platform decides. */
  record Look(
      Optional<Picture> icon,
      Optional<Picture> thumbnail,
      Optional<Window> window,
      Optional<Frame> frame) {
    public static final Look USUAL =
        new Look(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A picture and its size in pixels; 0 for a size that is not said. */
  record Picture(URI url, int width, int height) {}

  /** A window of its own; 0 for a size that is not said. */
  record Window(String name, int width, int height, String features) {}

  /** A frame in the platform's page; 0 for a size that is not said. */
  record Frame(int width, int height) {}
}
