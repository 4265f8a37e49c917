package org.mydocker.web.settings;

/**
 * The application does not start with these settings. The message is one line for the operator; it
 * names keys and never a value.
 */
public final class SettingsRefused extends RuntimeException {

  SettingsRefused(String sentence) {
    super(sentence);
  }
}
