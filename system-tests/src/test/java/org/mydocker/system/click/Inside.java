package org.mydocker.system.click;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody's visit as its own pages can use it: requests from within the tool's frame, with the
 * cookies that only that frame has and with the visit's own token, to any address of the tool.
 */
final class Inside {

  private static final Pattern PATH =
      Pattern.compile("http://localhost:[0-9]+/v/([0-9a-f-]{36})/([^?#]*).*");

  private final Page page;

  private Inside(Page page) {
    this.page = page;
  }

  /** The visit that a page shows, framed or by itself. */
  static Inside of(Page page) {
    return new Inside(page);
  }

  record Answer(int status, String text) {}

  String visit() {
    return matched(PATH, frame().url());
  }

  /** What is behind the visit in the address. */
  String path() {
    Matcher matcher = PATH.matcher(frame().url());
    return matcher.matches() ? matcher.group(2) : "";
  }

  /** The name of the session whose interface is shown: the first label of its own origin. */
  String origin() {
    return page.frames().stream()
        .map(frame -> String.valueOf(URI.create(frame.url()).getHost()))
        .filter(host -> host.endsWith(".localhost"))
        .findFirst()
        .map(host -> host.substring(0, host.indexOf('.')))
        .orElseThrow(() -> new AssertionError("no interface in " + page.url()));
  }

  Answer get(String path) {
    return ask("GET", own(path), "");
  }

  /** The status that a path of this visit has; 0 for a redirection. */
  int status(String path) {
    return get(path).status();
  }

  Answer post(String path) {
    return ask("POST", own(path), csrf());
  }

  /** An address outside of this visit, with this browser's cookies. */
  Answer elsewhere(String address) {
    return ask("GET", address, "");
  }

  private String own(String path) {
    return "/v/" + visit() + "/" + path;
  }

  private String csrf() {
    return (String)
        frame()
            .evaluate(
                "() => (document.querySelector('input[name=csrf]') || {}).value"
                    + " || document.body.dataset.csrf");
  }

  private Answer ask(String method, String address, String csrf) {
    Map<?, ?> answer =
        (Map<?, ?>)
            frame()
                .evaluate(
                    """
                    async ([method, address, csrf]) => {
                      const waits = new AbortController();
                      setTimeout(() => waits.abort(), 20000);
                      const answer = await fetch(address, {
                        method, redirect: 'manual', signal: waits.signal,
                        headers: {Accept: 'application/json, text/html, */*'},
                        body: method === 'POST' ? new URLSearchParams({csrf}) : undefined});
                      return {status: answer.status, text: await answer.text()};
                    }
                    """,
                    List.of(method, address, csrf));
    return new Answer(((Number) answer.get("status")).intValue(), (String) answer.get("text"));
  }

  Frame frame() {
    return page.frames().stream()
        .filter(frame -> PATH.matcher(frame.url()).matches())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no page of the tool in " + page.url()));
  }

  private static String matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new AssertionError(text + " is not " + pattern);
    }
    return matcher.group(1);
  }
}
