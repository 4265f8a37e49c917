package org.mydocker.emulator.lti;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;

/**
 * Starts launches: keeps the record, which the authorization endpoint takes away at its first use,
 * and gives the form of the login initiation (recorded in moodle-wire/login-initiation.json).
 * Moodle keeps the record in the session of the person; here it stands for that session, because a
 * frame whose cookie is blocked must work without Moodle's page that reposts itself.
 */
public final class Launches {
  private static final int MOST = 20_000;

  /** A form to post to the tool. */
  public record Initiation(String action, Map<String, String> fields, Launch launch) {}

  private final Site site;
  private final SecureRandom random;
  private final Map<String, Launch> pending = new LinkedHashMap<>() { // guarded by itself
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Launch> eldest) {
          return size() > MOST;
        }
      };

  public Launches(Site site, SecureRandom random) {
    this.site = site;
    this.random = random;
  }

  public Initiation resourceLink(
      Person person, boolean asStudent, Tool tool, Activity activity, Target target) {
    return start(
        new Launch(
            id(activity.cmid() + "_"),
            person,
            asStudent,
            tool,
            Optional.of(activity),
            Message.RESOURCE_LINK,
            target,
            ""));
  }

  public Initiation submissionReview(
      Person person, Tool tool, Activity activity, Target target, String forUser) {
    return start(
        new Launch(
            id(activity.cmid() + "_"),
            person,
            false,
            tool,
            Optional.of(activity),
            Message.SUBMISSION_REVIEW,
            target,
            forUser));
  }

  public Initiation deepLinking(Person person, boolean asStudent, Tool tool) {
    return start(
        new Launch(
            id("_ContentItemSelectionRequest"),
            person,
            asStudent,
            tool,
            Optional.empty(),
            Message.DEEP_LINKING,
            Target.IFRAME,
            ""));
  }

  /** Takes the record away: a second authorization request for it finds nothing. */
  Optional<Launch> take(String id) {
    synchronized (pending) {
      return Optional.ofNullable(pending.remove(id));
    }
  }

  private Initiation start(Launch launch) {
    if (!launch.tool().active()) {
      throw new Refusal(403, "the tool " + launch.tool().name() + " is not activated");
    }
    synchronized (pending) {
      pending.put(launch.id(), launch);
    }
    Map<String, String> hint = new LinkedHashMap<>();
    launch.activity().ifPresent(activity -> hint.put("cmid", activity.cmid()));
    hint.put("launchid", launch.id());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("iss", site.issuer());
    fields.put("target_link_uri", targetLinkUri(launch));
    fields.put("login_hint", launch.person().sub());
    fields.put("lti_message_hint", Json.text(hint));
    fields.put("client_id", launch.tool().clientId());
    fields.put("lti_deployment_id", launch.tool().id());
    return new Initiation(launch.tool().initiateLoginUri(), fields, launch);
  }

  static String targetLinkUri(Launch launch) {
    Tool tool = launch.tool();
    if (launch.message() == Message.DEEP_LINKING) {
      return tool.deepLinkingUrl().isEmpty() ? tool.toolUrl() : tool.deepLinkingUrl();
    }
    return launch
        .activity()
        .map(Activity::url)
        .filter(url -> !url.isEmpty())
        .orElse(tool.toolUrl());
  }

  private String id(String middle) {
    return "ltilaunch" + middle + random.nextInt(1_000_000_000) + random.nextInt(1_000_000_000);
  }
}
