package org.mydocker.broker.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.TenantId;

/** An entry of the catalogue: what people see of it, and which version is the current one. */
@Entity
@Table(name = "environment")
class EnvironmentRow {
  @Id UUID id;

  @Column(name = "built_in")
  String builtIn;

  @Column(name = "title_en")
  String titleEn;

  @Column(name = "title_fr")
  String titleFr;

  @Column(name = "description_en")
  String descriptionEn;

  @Column(name = "description_fr")
  String descriptionFr;

  String visibility;
  UUID tenant;
  UUID course;
  String maintainer;

  @Column(name = "join_code")
  String joinCode;

  /** One address a line. */
  String sources = "";

  int version;

  @Column(name = "usual_millis")
  long usualMillis;

  Instant made;

  protected EnvironmentRow() {}

  EnvironmentRow(UUID id, String joinCode, Instant made) {
    this.id = id;
    this.joinCode = joinCode;
    this.made = made;
    this.version = 1;
  }

  Environment environment(String interfaceName, Locale locale) {
    boolean french = locale.getLanguage().equals("fr");
    return new Environment(
        new EnvironmentId(id),
        french ? titleFr : titleEn,
        french ? descriptionFr : descriptionEn,
        interfaceName,
        Environment.Visibility.valueOf(visibility),
        Optional.ofNullable(tenant).map(TenantId::new),
        Optional.ofNullable(course).map(CourseId::new));
  }
}
