package org.mydocker.lti.deeplink;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
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
    List<ContentItem> accepted = accepted(row, items);
    ItemWriting writing =
        new ItemWriting(registration.profile(), row.acceptLineitem, addresses.launch());
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
    claims.put(DL + "content_items", accepted.stream().map(writing::write).toList());
    if (row.data != null) {
      claims.put(
          DL + "data", new String(Base64.getDecoder().decode(row.data), StandardCharsets.UTF_8));
    }
    if (accepted.size() < items.size()) {
      claims.put(DL + "msg", limited(locale));
    }
    return claims;
  }

  /** What the platform shows the teacher, in the teacher's language. */
  private static String limited(Locale locale) {
    return ResourceBundle.getBundle("messages/lti/messages", served(locale))
        .getString("lti.deeplink.limited");
  }

  private static Locale served(Locale wanted) {
    return wanted.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
  }

  private static List<ContentItem> accepted(DeepLinkingRow row, List<ContentItem> items) {
    if (!row.acceptsLinks) {
      return List.of();
    }
    return row.acceptMultiple ? items : items.stream().limit(1).toList();
  }
}
