package org.mydocker.assignment.pages;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.mydocker.kernel.problem.Refusal;

/** The module's sentences for who reads no page: a command in a terminal. */
record Sentences(Locale locale, ResourceBundle bundle) {

  private static final ResourceBundle.Control NO_DEFAULT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** French for any French, else English. */
  static Sentences in(Locale wanted) {
    Locale locale = wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
    return new Sentences(
        locale,
        ResourceBundle.getBundle(
            "messages/assignment/messages", locale, Sentences.class.getClassLoader(), NO_DEFAULT));
  }

  String text(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** What happened, why, and what to do next. */
  Map<String, Object> refusal(Refusal refusal) {
    return Map.of(
        "code", refusal.code(),
        "title", part(refusal, "title"),
        "text", part(refusal, "text"),
        "next", part(refusal, "next"));
  }

  private String part(Refusal refusal, String part) {
    String key = "problem." + refusal.code() + "." + part;
    String text =
        bundle.containsKey(key) ? bundle.getString(key) : text("problem.terminal." + part);
    for (Map.Entry<String, String> fact : refusal.facts().entrySet()) {
      text = text.replace("{" + fact.getKey() + "}", fact.getValue());
    }
    return text;
  }
}
