package org.mydocker.kernel.people;

/** What a person is on the whole site, apart from any course (site.md section 1). */
public enum SiteRole {
  AUTHOR,
  ADMINISTRATOR
}
