package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.launch.Launch;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.Visits;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.lti.deeplink.DeepLinkingRequests;
import org.mydocker.lti.deeplink.DeepLinkingSettings;
import org.mydocker.lti.deeplink.LaunchTargets;
import org.mydocker.lti.launch.Entering.Entered;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Registration;

/**
 * Opens what a person came for: what the activity's custom parameter names, the picker for deep
 * linking, else the course's home. The visit begins only when the target has taken the launch; then
 * the browser goes on by GET (SES-02, SES-11).
 */
@Singleton
class Opening {

  private static final String COURSE_HOME = "course";
  private static final String PLATFORM = "platform";

  private final LaunchTargets targets;
  private final DeepLinkingRequests deepLinking;
  private final Visits visits;

  @Inject
  Opening(LaunchTargets targets, DeepLinkingRequests deepLinking, Visits visits) {
    this.targets = targets;
    this.deepLinking = deepLinking;
    this.visits = visits;
  }

  /**
   * @param meanwhile what the person is at this moment: less than the visit, where the roster that
   *     tells is still being read
   */
  void open(
      LtiMessage message,
      Registration registration,
      Entered entered,
      Role meanwhile,
      HttpServletRequest request,
      HttpServletResponse response) {
    Viewer viewer = viewer(message, registration, entered, request.getLocale());
    Presentation presentation =
        new Presentation(
            framed(message.shown(), request), registration.origin(), message.shown().returnUrl());
    URI next =
        message.deepLinking().isPresent()
            ? picker(message.deepLinking().get(), entered, viewer, presentation, response)
            : target(message, entered, viewer, meanwhile, presentation, response);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", next.toString());
  }

  private URI target(
      LtiMessage message,
      Entered entered,
      Viewer viewer,
      Role meanwhile,
      Presentation presentation,
      HttpServletResponse response) {
    Launch launch =
        new Launch(
            viewer.as(meanwhile),
            entered.arrived().link(),
            message.custom(),
            entered.arrived().column(),
            presentation,
            entered.roles().testPerson());
    String path = path(launch);
    return visits.begin(viewer, Optional.of(presentation), response).path(path);
  }

  private String path(Launch launch) {
    Optional<String> key =
        Optional.ofNullable(launch.custom().get(Launch.TARGET)).filter(k -> !k.isEmpty());
    if (Access.onlySupports(launch.viewer())) {
      return PLATFORM;
    }
    if (key.isPresent()) {
      return targets
          .find(key.get())
          .orElseThrow(
              () ->
                  new LaunchRejected(
                      Reason.DESTINATION_UNKNOWN,
                      Map.of("target", PlainText.cleaned(key.get(), 60).orElse("?"))))
          .open(launch);
    }
    if (launch.viewer().course().isEmpty()) {
      throw new LaunchRejected(Reason.COURSE_NEEDED);
    }
    return COURSE_HOME;
  }

  private URI picker(
      DeepLinkingSettings settings,
      Entered entered,
      Viewer viewer,
      Presentation presentation,
      HttpServletResponse response) {
    CourseId course = viewer.course().orElseThrow(() -> new LaunchRejected(Reason.COURSE_NEEDED));
    Subject choice = Subject.ofCourse("course", course.toString(), course);
    if (!Access.decide(viewer, Act.CHOOSE_CONTENT, choice).allowed()) {
      throw new LaunchRejected(Reason.DEEP_LINKING_ROLE);
    }
    Visit visit = visits.begin(viewer, Optional.of(presentation), response);
    DeepLinkingId id = deepLinking.add(entered.deployment(), viewer, visit.id(), settings);
    return visit.path("deeplink/" + id);
  }

  private static Viewer viewer(
      LtiMessage message, Registration registration, Entered entered, Locale browser) {
    return new Viewer(
        entered.arrived().person(),
        registration.tenant(),
        entered.arrived().course(),
        entered.arrived().role(),
        siteRoles(entered),
        message.shown().locale().orElse(browser));
  }

  private static Set<SiteRole> siteRoles(Entered entered) {
    Set<SiteRole> roles = EnumSet.noneOf(SiteRole.class);
    if (entered.roles().author()) {
      roles.add(SiteRole.AUTHOR);
    }
    if (entered.roles().platformAdministrator() && entered.deployment().rules().platformSupport()) {
      roles.add(SiteRole.PLATFORM_SUPPORT);
    }
    return roles;
  }

  /** What the claim says where it is clear, else what the browser says (MSG-13). */
  private static boolean framed(LtiMessage.Shown shown, HttpServletRequest request) {
    return switch (shown.target().orElse("")) {
      case "iframe" -> true;
      case "window" -> false;
      default -> {
        String destination = request.getHeader("Sec-Fetch-Dest");
        yield "iframe".equals(destination) || "frame".equals(destination);
      }
    };
  }
}
