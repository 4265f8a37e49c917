package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a refused launch must not leave behind (lti.md section 3): a visit's cookie, a row of a
 * person or a course, a request to a platform. Only the nonce of a token that was signed well may
 * stay.
 */
public final class Traces {

  private final Rows rows;
  private final List<Platform> platforms;

  public Traces(Platform... platforms) {
    this.platforms = List.of(platforms);
    this.rows = new Rows(platforms[0].site());
  }

  /** The deed is refused so, and leaves nothing. */
  public Answer none(int status, String code, Supplier<Answer> deed) {
    return none(status, code, 0, deed);
  }

  /** The deed is refused so, and leaves nothing but so many requests for keys. */
  public Answer none(int status, String code, int keyFetches, Supplier<Answer> deed) {
    Map<String, Long> before = rows.ofLaunches();
    Map<String, Integer> calls = calls();
    Answer answer = deed.get().assertRefused(status, code);
    assertThat(rows.ofLaunches()).isEqualTo(before);
    Map<String, Integer> after = calls();
    assertThat(after.remove("certs") - calls.remove("certs")).isEqualTo(keyFetches);
    assertThat(after).isEqualTo(calls);
    return answer;
  }

  private Map<String, Integer> calls() {
    Map<String, Integer> sum = new LinkedHashMap<>();
    platforms.forEach(
        platform ->
            platform.requests().forEach((name, count) -> sum.merge(name, count, Integer::sum)));
    return sum;
  }
}
