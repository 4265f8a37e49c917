package org.mydocker.emulator.campus;

import java.util.List;

/**
 * The two tenants on their first day. Their ids, user names and e-mail addresses collide on
 * purpose: a tool that keys anything by them alone mixes the two up. All names are made up.
 */
public enum FirstDay {
  NORTH(
      "north",
      "North University",
      new Course("2", "LTI101", "LTI test course", "C-LTI-1"),
      List.of(
          person("2", "admin", "Admin", "User", "", "en", Standing.ADMINISTRATOR),
          person("3", "teacher1", "Tea", "Cher", "ID-teacher1", "en", Standing.TEACHER),
          person("8", "grader1", "Gra", "Der", "ID-grader1", "en", Standing.NON_EDITING_TEACHER),
          person("5", "student1", "Stu", "Dent One", "ID-student1", "en", Standing.STUDENT),
          person("6", "student2", "Sam", "Dent Two", "ID-student2", "en", Standing.STUDENT),
          person("7", "student3", "Sue", "Dent Three", "ID-student3", "fr", Standing.STUDENT))),
  SOUTH(
      "south",
      "Université du Sud",
      new Course("2", "LTI101", "Cours d'essai LTI", "C-LTI-1"),
      List.of(
          person("2", "admin", "Ada", "Ministre", "", "fr", Standing.ADMINISTRATOR),
          person("3", "teacher1", "Prof", "Esseure", "ID-teacher1", "fr", Standing.TEACHER),
          person(
              "8", "grader1", "Cor", "Rectrice", "ID-grader1", "fr", Standing.NON_EDITING_TEACHER),
          person("5", "student1", "Étu", "Diant Un", "ID-student1", "fr", Standing.STUDENT),
          person("6", "student2", "Élo", "Ève Deux", "ID-student2", "fr", Standing.STUDENT),
          person("7", "student3", "App", "Renti Trois", "ID-student3", "en", Standing.STUDENT)));

  private final String tenant;
  private final String title;
  private final Course course;
  private final List<Person> people;

  FirstDay(String tenant, String title, Course course, List<Person> people) {
    this.tenant = tenant;
    this.title = title;
    this.course = course;
    this.people = people;
  }

  public String tenant() {
    return tenant;
  }

  public String title() {
    return title;
  }

  public Course course() {
    return course;
  }

  public List<Person> people() {
    return people;
  }

  private static Person person(
      String sub,
      String username,
      String givenName,
      String familyName,
      String sourcedId,
      String locale,
      Standing standing) {
    return new Person(sub, username, givenName, familyName, sourcedId, locale, standing, true);
  }
}
