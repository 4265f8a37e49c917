package org.mydocker.lti.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.lti.platform.Origins;

/**
 * The addresses of ours that platforms know, from the settings and never from a request (OPS-08).
 */
@Singleton
public final class OwnAddresses {

  public static final String LOGIN = "/lti/login";
  public static final String LAUNCH = "/lti/launch";
  public static final String KEYS = "/lti/jwks.json";
  public static final String REGISTER = "/lti/register";
  public static final String CONTINUE = "/lti/continue";
  public static final String ICON = "/static/mark.svg";
  public static final String CONFIRM = "/lti/confirm";

  private final SiteSettings settings;

  @Inject
  public OwnAddresses(SiteSettings settings) {
    this.settings = settings;
  }

  public URI at(String path) {
    return settings.url(path);
  }

  /** The one redirect URI (INI-04), which is the target of our activities as well. */
  public URI launch() {
    return at(LAUNCH);
  }

  public boolean development() {
    return settings.development();
  }

  /** Whether the text is an address on our origin: well formed, and no trick in it (MSG-04). */
  public boolean ours(String text) {
    return parsed(text).filter(a -> Origins.same(a, settings.publicUrl())).isPresent();
  }

  /** Whether it is one that an activity may have as its target (MSG-04). */
  public boolean target(String text) {
    return parsed(text)
        .filter(a -> Origins.same(a, settings.publicUrl()))
        .map(URI::getRawPath)
        .filter(path -> path.isEmpty() || path.equals("/") || path.equals(launch().getRawPath()))
        .isPresent();
  }

  private Optional<URI> parsed(String text) {
    if (text.length() > 2000 || text.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(text)).filter(a -> Origins.acceptable(a, settings.development()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
