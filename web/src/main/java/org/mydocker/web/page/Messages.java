package org.mydocker.web.page;

import jakarta.inject.Singleton;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The sentences of all modules, in French and English. Each module brings {@code
 * messages/MODULE/messages_en.properties} and {@code _fr}; a missing key is a defect that shows as
 * the key itself and fails a test.
 */
@Singleton
public class Messages {

  private static final List<String> MODULES = List.of("site", "lti", "assignment", "broker");

  private static final ResourceBundle.Control NO_DEFAULT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** The language of ours that serves {@code wanted}: French for any French, else English. */
  public static Locale served(Locale wanted) {
    return wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
  }

  /** The sentence, its {@code {0}} filled in; empty if no module has it. */
  public Optional<String> find(Locale locale, String key, Object... arguments) {
    for (String module : MODULES) {
      Optional<ResourceBundle> bundle = bundle(module, served(locale));
      if (bundle.isPresent() && bundle.get().containsKey(key)) {
        return Optional.of(
            new MessageFormat(bundle.get().getString(key), served(locale)).format(arguments));
      }
    }
    return Optional.empty();
  }

  public String text(Locale locale, String key, Object... arguments) {
    return find(locale, key, arguments).orElse(key);
  }

  /** A sentence whose facts are named: {@code {limit}} rather than {@code {0}}. */
  public Optional<String> named(Locale locale, String key, Map<String, String> facts) {
    for (String module : MODULES) {
      Optional<ResourceBundle> bundle = bundle(module, served(locale));
      if (bundle.isPresent() && bundle.get().containsKey(key)) {
        String text = bundle.get().getString(key);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
          text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private static Optional<ResourceBundle> bundle(String module, Locale locale) {
    String name = "messages/" + module + "/messages";
    ClassLoader loader = Messages.class.getClassLoader();
    if (loader.getResource(name + "_" + locale.getLanguage() + ".properties") == null) {
      return Optional.empty();
    }
    return Optional.of(ResourceBundle.getBundle(name, locale, loader, NO_DEFAULT));
  }
}
