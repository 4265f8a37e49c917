package org.mydocker.lti.service;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Link} header as platforms write it (SVC-08): several in one line or in several, in any
 * order, with typographic quotes, as UTF-8 or as its bytes read one by one, and with {@code &amp;}.
 */
final class LinkHeader {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern REL = Pattern.compile(";\\s*rel\\s*=\\s*([^;,]+)");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z ]");

  private LinkHeader() {}

  static Optional<URI> next(List<String> headers) {
    for (String header : headers) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (isNext(link.group(2))) {
          return Optional.of(URI.create(link.group(1).trim().replace("&amp;", "&")));
        }
      }
    }
    return Optional.empty();
  }

  /** Quotes of all kinds fall away with everything that is not a letter. */
  private static boolean isNext(String attributes) {
    Matcher rel = REL.matcher(attributes.toLowerCase(Locale.ROOT));
    return rel.find()
        && List.of(NOT_A_WORD.matcher(rel.group(1)).replaceAll("").trim().split(" "))
            .contains("next");
  }
}
