package org.mydocker.assignment.pages;

import java.time.Duration;
import java.util.Locale;

/** Says how long something is, in two units at most: "2 d 3 h", « 2 j 3 h ». */
final class Spans {

  private Spans() {}

  static String text(Duration span, Locale locale) {
    String day = locale.getLanguage().equals("fr") ? " j" : " d";
    long days = span.toDays();
    int hours = span.toHoursPart();
    int minutes = span.toMinutesPart();
    if (days > 0) {
      return days + day + (hours > 0 ? " " + hours + " h" : "");
    }
    if (hours > 0) {
      return hours + " h" + (minutes > 0 ? " " + minutes + " min" : "");
    }
    return Math.max(1, minutes) + " min";
  }
}
