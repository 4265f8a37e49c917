package org.mydocker.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Says moments in a page's language; templates know it as {@code dates}. */
public record Dates(Locale locale, ZoneId zone) {

  /** Such as "20 Nov 2026, 14:05 UTC". */
  public String text(Instant moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale.getLanguage().equals("en") ? Locale.UK : Locale.FRANCE)
            .withZone(zone)
            .format(moment)
        + " "
        + DateTimeFormatter.ofPattern("z", locale).withZone(zone).format(moment);
  }
}
