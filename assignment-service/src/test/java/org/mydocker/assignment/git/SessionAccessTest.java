package org.mydocker.assignment.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.repository.http.GitRefused;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.storage.TestDatabase;

/** Git from inside a session, which has no token but the inner door's word. */
class SessionAccessTest {

  private static final String QUERY = "service=git-receive-pack";

  private final PersonId student = PersonId.random();
  private School school;
  private Assignment assignment;

  @BeforeEach
  void open(@TempDir Path data) {
    school = new School(TestDatabase::h2, data);
    assignment = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
  }

  @AfterEach
  void close() {
    school.close();
  }

  @Test
  void aSessionPushesToItsOwnPersonsWork() {
    GitGrant grant = school.git.grant(sealed(assignment, Optional.of(assignment.id())));
    assertThat(grant.push()).isTrue();
    assertThat(grant.repository())
        .isEqualTo(school.works.find(assignment, student, false).orElseThrow().repository());
  }

  @Test
  void aSessionOfAnotherActivityFindsNothing() {
    Assignment other = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
    assertRefused(sealed(other, Optional.of(assignment.id())), GitRefused.Reason.UNKNOWN);
  }

  @Test
  void aSessionOfNoActivityNeedsAToken() {
    assertRefused(sealed(assignment, Optional.empty()), GitRefused.Reason.UNAUTHENTICATED);
  }

  @Test
  void aSealOfAnotherRequestIsNobodys() {
    String seal = school.inner.seal(key(Optional.of(assignment.id())), "GET", uri(assignment));
    assertRefused(
        request(assignment, Map.of(InnerCalls.HEADER, seal)), GitRefused.Reason.UNAUTHENTICATED);
  }

  private void assertRefused(HttpServletRequest request, GitRefused.Reason reason) {
    assertThatThrownBy(() -> school.git.grant(request))
        .isInstanceOfSatisfying(
            GitRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private HttpServletRequest sealed(Assignment asked, Optional<ActivityId> activity) {
    String seal = school.inner.seal(key(activity), "GET", uri(asked) + "?" + QUERY);
    return request(asked, Map.of(InnerCalls.HEADER, seal));
  }

  private SessionKey key(Optional<ActivityId> activity) {
    return new SessionKey(student, EnvironmentId.random(), activity, Role.STUDENT);
  }

  private static String uri(Assignment assignment) {
    return "/git/" + assignment.id() + ".git/info/refs";
  }

  /** As the server would give it, as far as the door asks. */
  static HttpServletRequest request(Assignment assignment, Map<String, String> headers) {
    Map<String, String> facts =
        Map.of(
            "getMethod",
            "GET",
            "getRequestURI",
            uri(assignment),
            "getPathInfo",
            uri(assignment).substring("/git".length()),
            "getQueryString",
            QUERY);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SessionAccessTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (request, method, asked) ->
                method.getName().equals("getHeader")
                    ? headers.get(asked[0])
                    : facts.get(method.getName()));
  }
}
