package org.mydocker.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * The first administrator's way in (SIGN-01): whoever can run the command on the machine gets a
 * link, good once, for 15 minutes.
 */
@ApplicationScoped
public class AdminLinks {

  static final String PURPOSE = "admin";
  private static final Duration LIFE = Duration.ofMinutes(15);

  /** Who came by the link: one person of the installation itself, of no institution. */
  private static final PersonId ADMINISTRATOR = new PersonId(new UUID(0, 1));

  private static final TenantId INSTALLATION = new TenantId(new UUID(0, 0));

  private OneTimeCodes codes;
  private SiteSettings site;

  protected AdminLinks() {}

  @Inject
  AdminLinks(OneTimeCodes codes, SiteSettings site) {
    this.codes = codes;
    this.site = site;
  }

  public URI issue() {
    return site.url("/admin-link/" + codes.issue(PURPOSE, "", LIFE));
  }

  /** Who came by the link, or sent a verb of the command. */
  public static Viewer administrator(Locale locale) {
    return new Viewer(
        ADMINISTRATOR,
        INSTALLATION,
        Optional.empty(),
        Role.NONE,
        Set.of(SiteRole.ADMINISTRATOR),
        locale);
  }
}
