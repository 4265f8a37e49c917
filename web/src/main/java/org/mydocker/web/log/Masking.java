package org.mydocker.web.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a line what a log must not keep: tokens, the codes that stand in addresses, e-mail
 * addresses. Our own lines hold ids and codes only; this is for what libraries say of a request.
 */
final class Masking {

  private record Rule(Pattern what, String instead) {}

  private static final List<Rule> RULES =
      List.of(
          rule("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)*", "<token>"),
          rule("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}", "$1 <token>"),
          rule(
              "(/(?:admin-link|enter|guest|join|register|continue)/)[A-Za-z0-9_-]{6,}", "$1<code>"),
          rule(
              "([?&](?:id_token|state|code|ticket|login_hint|lti_message_hint|registration_token"
                  + "|openid_configuration)=)[^&\\s\"']+",
              "$1<hidden>"),
          rule("(?i)(password\\s*[=:]\\s*)[^\\s,;}]+", "$1<hidden>"),
          rule("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+", "<e-mail>"));

  private Masking() {}

  static String of(String text) {
    String masked = text;
    for (Rule rule : RULES) {
      masked = rule.what().matcher(masked).replaceAll(rule.instead());
    }
    return masked;
  }

  private static Rule rule(String what, String instead) {
    return new Rule(Pattern.compile(what), instead);
  }
}
