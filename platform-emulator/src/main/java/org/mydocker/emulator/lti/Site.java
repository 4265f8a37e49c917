package org.mydocker.emulator.lti;

/**
 * Where a tenant is on the web. The issuer has a path, as that of a Moodle in a subdirectory; paths
 * below it are Moodle's own.
 */
public record Site(String tenant, String title, String issuer) {
  static final String VERSION = "2025100600.02";

  public String configuration() {
    return issuer + "/mod/lti/openid-configuration.php";
  }

  public String registration() {
    return issuer + "/mod/lti/openid-registration.php";
  }

  public String certs() {
    return issuer + "/mod/lti/certs.php";
  }

  public String auth() {
    return issuer + "/mod/lti/auth.php";
  }

  public String token() {
    return issuer + "/mod/lti/token.php";
  }

  public String services() {
    return issuer + "/mod/lti/services.php";
  }

  public String lineItems(String course, String tool) {
    return services() + "/" + course + "/lineitems?type_id=" + tool;
  }

  public String lineItem(String course, String item, String tool) {
    return services() + "/" + course + "/lineitems/" + item + "/lineitem?type_id=" + tool;
  }

  public String memberships(String course, String tool) {
    return services() + "/CourseSection/" + course + "/bindings/" + tool + "/memberships";
  }
}
