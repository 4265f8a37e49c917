package org.mydocker.lti.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms as a browser posts them. */
public final class TrialForm {

  private TrialForm() {}

  public static Form of(Map<String, String> values) {
    return Form.parse(
        values.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }
}
