package org.mydocker.emulator.page;

import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;

/**
 * Who looks at the pages: a cookie of the tenant names the person, and whether they have switched
 * role. The cookie is no secret; everybody may become anybody here.
 */
record Visitor(Person person, boolean asStudent) {
  private static final String STUDENT = ".student";

  static Optional<Visitor> of(Request request, Campus campus) {
    return request
        .cookie(cookie(campus))
        .flatMap(
            value ->
                campus
                    .person(value.replace(STUDENT, ""))
                    .map(person -> new Visitor(person, value.endsWith(STUDENT))));
  }

  /** The answer, with the cookie that makes the browser this visitor. */
  Response enter(Response response, Campus campus) {
    String value = person.sub() + (asStudent ? STUDENT : "");
    return response.with(
        "Set-Cookie", cookie(campus) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax");
  }

  boolean manages() {
    return !asStudent && person.standing().manages();
  }

  boolean seesGrades() {
    return !asStudent && person.standing().seesGrades();
  }

  private static String cookie(Campus campus) {
    return "emulator_" + campus.tenant();
  }
}
