package org.mydocker.emulator.page;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the pages in one language; what is put into them comes out escaped for HTML. */
final class Words {
  private final Locale locale;
  private final ResourceBundle bundle;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "org.mydocker.emulator.page.messages",
            locale,
            Words.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** French where the tag says so, English otherwise. */
  static Words in(String languageTag) {
    return new Words(languageTag.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH);
  }

  String language() {
    return locale.getLanguage();
  }

  String say(String key, Object... arguments) {
    return org.mydocker.emulator.http.Html.escaped(
        new MessageFormat(bundle.getString(key), locale).format(arguments));
  }
}
