package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mydocker.lti.deeplink.DeepLinkingSettings;
import org.mydocker.lti.launch.LtiMessage.Product;
import org.mydocker.lti.launch.LtiMessage.Shown;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.people.Arrival;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.RefusedHosts;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Json;

/**
 * Reads the LTI claims of a verified token: what is required is required exactly, what is optional
 * and wrong is left out, what is unknown is not looked at (MSG-01..17).
 */
@Singleton
class MessageReading {

  private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
  private static final String DEEP_LINKING =
      "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
  private static final String GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
  private static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

  private static final int MOST_ID_CHARS = 255;
  private static final int MOST_URL_CHARS = 2000;
  private static final int MOST_CUSTOM = 200;
  private static final int MOST_CUSTOM_CHARS = 4096;
  private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}");

  private final OwnAddresses addresses;
  private final RefusedHosts refused;

  @Inject
  MessageReading(OwnAddresses addresses, RefusedHosts refused) {
    this.addresses = addresses;
    this.refused = refused;
  }

  LtiMessage read(Json claims, Registration registration, Optional<LoginState> state) {
    if (!"1.3.0".equals(claims.members().get(CLAIM + "version"))) {
      throw new LaunchRejected(Reason.VERSION);
    }
    String type = claims.text(CLAIM + "message_type").orElse("");
    boolean deepLinking = type.equals("LtiDeepLinkingRequest");
    if (!deepLinking && !type.equals("LtiResourceLinkRequest")) {
      throw new LaunchRejected(Reason.MESSAGE_TYPE, Map.of("type", shortened(type)));
    }
    String deployment = deployment(claims, state);
    target(claims, deepLinking);
    Optional<String> link = link(claims, deepLinking);
    List<String> roles =
        claims.texts(CLAIM + "roles").orElseThrow(() -> new LaunchRejected(Reason.ROLES_MISSING));
    String sub =
        claims
            .text("sub")
            .filter(MessageReading::id)
            .orElseThrow(() -> new LaunchRejected(Reason.SUBJECT));
    return new LtiMessage(
        deployment,
        sub,
        names(claims),
        roles,
        context(claims, registration),
        link.map(l -> linkClaim(l, claims, registration)),
        custom(claims),
        shown(claims, registration),
        claims.object(CLAIM + "tool_platform").flatMap(MessageReading::product),
        deepLinking ? Optional.of(settings(claims, registration)) : Optional.empty());
  }

  private static String deployment(Json claims, Optional<LoginState> state) {
    if (!(claims.members().get(CLAIM + "deployment_id") instanceof String deployment)
        || !id(deployment)) {
      throw new LaunchRejected(Reason.DEPLOYMENT_MISSING);
    }
    boolean other =
        state.flatMap(LoginState::deployment).filter(d -> !d.equals(deployment)).isPresent();
    if (other) {
      throw new LaunchRejected(Reason.DEPLOYMENT_MISMATCH);
    }
    return deployment;
  }

  private void target(Json claims, boolean deepLinking) {
    Optional<String> target = claims.filled(CLAIM + "target_link_uri");
    if (target.isEmpty() && !deepLinking) {
      throw new LaunchRejected(Reason.TARGET_MISSING);
    }
    if (target.filter(t -> !addresses.target(t)).isPresent()) {
      throw new LaunchRejected(Reason.TARGET_FOREIGN);
    }
  }

  private static Optional<String> link(Json claims, boolean deepLinking) {
    if (deepLinking) {
      return Optional.empty();
    }
    return Optional.of(
        claims
            .object(CLAIM + "resource_link")
            .flatMap(l -> l.text("id"))
            .filter(MessageReading::id)
            .orElseThrow(() -> new LaunchRejected(Reason.RESOURCE_LINK_MISSING)));
  }

  private Arrival.Link linkClaim(String id, Json claims, Registration registration) {
    Optional<Json> grades = claims.object(GRADES);
    List<String> scopes = grades.flatMap(g -> g.texts("scope")).orElse(List.of());
    return new Arrival.Link(
        id,
        claims.object(CLAIM + "resource_link").flatMap(l -> l.filled("title")),
        grades.flatMap(g -> service(g, "lineitem", registration)),
        Set.copyOf(scopes.stream().filter(Registration.SCOPES::contains).toList()));
  }

  private Optional<Arrival.Context> context(Json claims, Registration registration) {
    Optional<Json> context = claims.object(CLAIM + "context");
    return context.map(
        c ->
            new Arrival.Context(
                c.text("id")
                    .filter(MessageReading::id)
                    .orElseThrow(() -> new LaunchRejected(Reason.CONTEXT)),
                c.filled("label"),
                c.filled("title"),
                memberships(claims, registration),
                claims.object(GRADES).flatMap(g -> service(g, "lineitems", registration))));
  }

  private Optional<String> memberships(Json claims, Registration registration) {
    return claims
        .object(ROSTER)
        .filter(r -> r.texts("service_versions").orElse(List.of()).contains("2.0"))
        .flatMap(r -> service(r, "context_memberships_url", registration));
  }

  /** An address of the platform's services that may be called; else none (SVC-05). */
  private Optional<String> service(Json claim, String name, Registration registration) {
    Optional<String> address = claim.filled(name).filter(a -> a.length() <= MOST_URL_CHARS);
    Optional<URI> named = address.flatMap(MessageReading::uri);
    boolean callable = named.filter(registration::mayCall).isPresent();
    if (address.isPresent() && !callable) {
      named.ifPresent(uri -> refused.note(registration, uri));
      System.getLogger(MessageReading.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "registration {0} named a {1} outside its hosts",
              registration.id(),
              name);
    }
    return callable ? address : Optional.empty();
  }

  private static Arrival.Names names(Json claims) {
    return new Arrival.Names(
        claims.filled("name"),
        claims.filled("given_name"),
        claims.filled("family_name"),
        claims.filled("email"));
  }

  private static Map<String, String> custom(Json claims) {
    Map<String, String> custom = new LinkedHashMap<>();
    Json claim = claims.object(CLAIM + "custom").orElse(new Json(Map.of()));
    for (String key : claim.members().keySet()) {
      if (custom.size() < MOST_CUSTOM && claim.members().get(key) instanceof String value) {
        if (!value.startsWith("$") && value.length() <= MOST_CUSTOM_CHARS) {
          custom.put(key, value);
        }
      }
    }
    return custom;
  }

  private static Shown shown(Json claims, Registration registration) {
    Json claim = claims.object(CLAIM + "launch_presentation").orElse(new Json(Map.of()));
    Predicate<URI> platforms =
        address ->
            Origins.same(address, URI.create(registration.issuer()))
                || Origins.same(address, registration.authorizationEndpoint());
    return new Shown(
        claim.filled("document_target"),
        claim.filled("locale").flatMap(MessageReading::locale),
        claim.filled("return_url").flatMap(MessageReading::uri).filter(platforms));
  }

  static Optional<Locale> locale(String text) {
    return LOCALE.matcher(text).matches()
        ? Optional.of(Locale.forLanguageTag(text.replace('_', '-')))
        : Optional.empty();
  }

  private static Optional<Product> product(Json claim) {
    return claim
        .filled("product_family_code")
        .flatMap(f -> PlainText.cleaned(f, 100))
        .map(
            family ->
                new Product(
                    family,
                    claim.filled("version").flatMap(v -> PlainText.cleaned(v, 100)).orElse(""),
                    claim.filled("guid").flatMap(g -> PlainText.cleaned(g, PlainText.SHORT)),
                    claim.filled("name").flatMap(n -> PlainText.cleaned(n, PlainText.SHORT))));
  }

  private static DeepLinkingSettings settings(Json claims, Registration registration) {
    return DeepLinkingSettings.of(
        claims
            .object(DEEP_LINKING)
            .orElseThrow(() -> new LaunchRejected(Reason.DEEP_LINKING_SETTINGS)),
        registration);
  }

  private static boolean id(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_ID_CHARS
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String shortened(String type) {
    return PlainText.cleaned(type, 60).orElse("?");
  }
}
