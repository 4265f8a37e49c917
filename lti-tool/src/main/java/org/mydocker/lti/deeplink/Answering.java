package org.mydocker.lti.deeplink;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.DeepLinking;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.lti.key.Signing;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.DeploymentKey;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;

/**
 * Signs the answer to a deep-linking request, once, for the visit that it belongs to (DL-04..07,
 * DL-12, DL-13). Everything but the choice comes from the kept request.
 */
@Singleton
public class Answering implements DeepLinking {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int MOST_MESSAGE = 500;
  private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
  private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

  private final DeepLinkingRequests requests;
  private final Platforms platforms;
  private final Signing signing;
  private final OwnAddresses addresses;
  private final Visit visit;
  private final Clock clock;

  @Inject
  Answering(
      DeepLinkingRequests requests,
      Platforms platforms,
      Signing signing,
      OwnAddresses addresses,
      Visit visit) {
    this(requests, platforms, signing, addresses, visit, Clock.systemUTC());
  }

  Answering(
      DeepLinkingRequests requests,
      Platforms platforms,
      Signing signing,
      OwnAddresses addresses,
      Visit visit,
      Clock clock) {
    this.requests = requests;
    this.platforms = platforms;
    this.signing = signing;
    this.addresses = addresses;
    this.visit = visit;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void requireOpen(DeepLinkingId id, Viewer teacher) {
    requests.open(id, teacher, visit.id());
  }

  /** No items at all is how a teacher says "never mind" (DL-12). */
  @Override
  @Transactional
  public Page answer(DeepLinkingId id, Viewer teacher, List<ContentItem> items) {
    DeepLinkingRow row = requests.open(id, teacher, visit.id());
    Registration registration =
        platforms
            .find(new RegistrationId(row.registration))
            .filter(Registration::active)
            .orElseThrow(() -> new DeepLinkingRefused(DeepLinkingRefused.Reason.UNKNOWN));
    Deployment deployment = platforms.deployment(new DeploymentKey(row.deployment)).orElseThrow();
    requests.answered(row);
    String token =
        signing.sign(
            registration.id(), claims(row, registration, deployment, items, teacher.locale()));
    return Page.of("lti/deeplink-answer", Map.of("action", row.returnUrl, "token", token))
        .postsTo(Origins.of(URI.create(row.returnUrl)));
  }

  private Map<String, Object> claims(
      DeepLinkingRow row,
      Registration registration,
      Deployment deployment,
      List<ContentItem> items,
      Locale locale) {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", registration.clientId());
    claims.put("aud", registration.issuer());
    claims.put("iat", now);
    claims.put("exp", now + LIFE.toSeconds());
    claims.put("nonce", Tokens.random());
    claims.put("jti", Tokens.random());
    claims.put(LTI + "deployment_id", deployment.deploymentId());
    claims.put(LTI + "message_type", "LtiDeepLinkingResponse");
    claims.put(LTI + "version", "1.3.0");
    if (row.data != null) {
      claims.put(
          DL + "data", new String(Base64.getDecoder().decode(row.data), StandardCharsets.UTF_8));
    }
    outcome(row, registration, items, locale)
        .forEach((name, value) -> claims.put(DL + name, value));
    return claims;
  }

  /**
   * The items, or why there are none (DL-12): what could not be sent is said to the user in words
   * and to the platform's log in fact; what was left out is said as well.
   */
  private Map<String, Object> outcome(
      DeepLinkingRow row, Registration registration, List<ContentItem> items, Locale locale) {
    Acceptance accepts = row.accepts();
    List<ContentItem> accepted = accepts.of(items);
    boolean nothingFits = accepted.isEmpty() && (!items.isEmpty() || !accepts.takesResourceLinks());
    if (nothingFits) {
      return failed(
          words("lti.deeplink.nothing", locale),
          "the request takes none of what there is; it accepts: "
              + String.join(", ", new TreeSet<>(accepts.types())));
    }
    ItemWriting writing = new ItemWriting(registration.profile(), accepts, addresses.launch());
    Map<String, Object> outcome = new LinkedHashMap<>();
    try {
      outcome.put("content_items", accepted.stream().map(writing::write).toList());
    } catch (ItemWriting.Unsendable e) {
      String number = UUID.randomUUID().toString().substring(0, 8);
      System.getLogger(Answering.class.getName())
          .log(System.Logger.Level.ERROR, "deep linking failed, number " + number, e);
      return failed(
          MessageFormat.format(words("lti.deeplink.failed", locale), number),
          "number " + number + ": " + e.getMessage());
    }
    if (accepted.size() < items.size()) {
      outcome.put("msg", words("lti.deeplink.limited", locale));
    }
    return outcome;
  }

  private static Map<String, Object> failed(String message, String log) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("content_items", List.of());
    outcome.put("errormsg", ItemWriting.plain(message, MOST_MESSAGE));
    outcome.put("errorlog", ItemWriting.plain(log, MOST_MESSAGE));
    return outcome;
  }

  /** What the platform shows the teacher, in the teacher's language. */
  private static String words(String key, Locale locale) {
    return ResourceBundle.getBundle("messages/lti/messages", served(locale)).getString(key);
  }

  private static Locale served(Locale wanted) {
    return wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
  }
}
