package org.mydocker.web.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Roster;

/** A visit in the database (WEB-01). The secret itself is only in the browser. */
@Entity
@Table(name = "visit")
class VisitRow {

  @Id UUID id;

  @Column(name = "secret_hash")
  String secretHash;

  UUID person;
  UUID tenant;
  UUID course;
  String role;

  @Column(name = "site_roles")
  String siteRoles;

  String locale;
  Boolean framed;

  @Column(name = "platform_origin")
  String platformOrigin;

  @Column(name = "return_url")
  String returnUrl;

  Instant began;

  @Column(name = "last_used")
  Instant lastUsed;

  Instant ends;

  protected VisitRow() {}

  VisitRow(
      VisitId id,
      String secret,
      Viewer viewer,
      Optional<Presentation> shown,
      Instant now,
      Instant ends) {
    this.id = id.value();
    this.secretHash = Secrets.hash(secret);
    this.person = viewer.person().value();
    this.tenant = viewer.tenant().value();
    this.course = viewer.course().map(CourseId::value).orElse(null);
    this.role = viewer.role().name();
    this.siteRoles =
        viewer.siteRoles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    this.locale = viewer.locale().toLanguageTag();
    shown.ifPresent(
        p -> {
          this.framed = p.framed();
          this.platformOrigin = p.platformOrigin().toString();
          this.returnUrl = p.returnUrl().map(URI::toString).orElse(null);
        });
    this.began = now;
    this.lastUsed = now;
    this.ends = ends;
  }

  /** Who it is by now: what a teacher or the roster said since counts from the next request on. */
  Viewer viewer(Roster roster) {
    PersonId whose = new PersonId(person);
    Optional<CourseId> where = Optional.ofNullable(course).map(CourseId::new);
    Role launched = Role.valueOf(role);
    return new Viewer(
        whose,
        new TenantId(tenant),
        where,
        where.map(in -> roster.now(in, whose, launched)).orElse(launched),
        roles(siteRoles),
        Locale.forLanguageTag(locale));
  }

  Optional<Presentation> presentation() {
    if (platformOrigin == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Presentation(
            Boolean.TRUE.equals(framed),
            URI.create(platformOrigin),
            Optional.ofNullable(returnUrl).map(URI::create)));
  }

  private static Set<SiteRole> roles(String text) {
    return Arrays.stream(text.split(","))
        .filter(word -> !word.isEmpty())
        .map(SiteRole::valueOf)
        .collect(Collectors.toSet());
  }
}
