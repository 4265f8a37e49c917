package org.mydocker.kernel.people;

/** What a person is on the whole site, apart from any course (site.md section 1). */
public enum SiteRole {
  AUTHOR,
  /** Administers a platform that is connected here, and sees how the connection does. */
  PLATFORM_SUPPORT,
  ADMINISTRATOR
}
