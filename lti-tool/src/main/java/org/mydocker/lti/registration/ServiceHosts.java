package org.mydocker.lti.registration;

import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * The hosts beside the issuer's that an administrator types in, to get bearer tokens (SVC-05):
 * names alone, each on a line or after a comma, kept in lower case and ASCII.
 */
record ServiceHosts(Set<String> names) {

  private static final int MOST = 10;
  private static final int MOST_CHARS = 190;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  /** Throws {@link RegistrationRefused} naming the first that is none. */
  static ServiceHosts of(String text) {
    Set<String> names = new TreeSet<>();
    for (String word : text.strip().split("[\\s,;]+", -1)) {
      if (!word.isEmpty()) {
        names.add(name(word));
      }
      if (names.size() > MOST) {
        throw invalid(word);
      }
    }
    return new ServiceHosts(Set.copyOf(names));
  }

  private static String name(String word) {
    try {
      String ascii = IDN.toASCII(word).toLowerCase(Locale.ROOT);
      if (ascii.length() <= MOST_CHARS && NAME.matcher(ascii).matches()) {
        return ascii;
      }
    } catch (IllegalArgumentException e) {
      throw RegistrationRefused.caused(Reason.HOST_INVALID, shortened(word), e);
    }
    throw invalid(word);
  }

  /** What would be called at those that are not among the known ones. */
  List<URI> addressesBeside(Set<String> known) {
    return names.stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .map(name -> URI.create("https://" + name + "/"))
        .toList();
  }

  private static RegistrationRefused invalid(String word) {
    return new RegistrationRefused(Reason.HOST_INVALID, shortened(word));
  }

  private static String shortened(String word) {
    return word.substring(0, Math.min(word.length(), 100));
  }
}
