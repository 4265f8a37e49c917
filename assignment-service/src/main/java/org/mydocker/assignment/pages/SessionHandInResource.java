package org.mydocker.assignment.pages;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.git.SessionCaller;
import org.mydocker.assignment.handin.HandingIn;
import org.mydocker.assignment.handin.SavedFile;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.problem.Refusal;

/**
 * What the command {@code mydocker} in a session's terminal asks through the inner door (ACT-08):
 * what would be handed in, and to hand it in. There is no visit and no form: the session is its own
 * word, for its own person, assignment and role. The answer is JSON with a sentence to print.
 */
@Path("hand-in")
@Produces(MediaType.APPLICATION_JSON)
public class SessionHandInResource {

  @Inject Instance<InnerCalls> sessions;
  @Inject AssignmentDoor door;
  @Inject HandingIn handingIn;
  @Context HttpServletRequest request;

  @GET
  public Response status() {
    return answer(Act.USE_OWN_REPOSITORY, this::listed);
  }

  @POST
  public Response handIn() {
    return answer(Act.HAND_IN, this::handedIn);
  }

  private Map<String, Object> listed(Assignment assignment, SessionKey caller) {
    List<SavedFile> files = handingIn.now(assignment, caller.person(), caller.role());
    return Map.of(
        "said", sentences().text("terminal.listed", files.size(), assignment.title()),
        "files", shown(files));
  }

  private Map<String, Object> handedIn(Assignment assignment, SessionKey caller) {
    HandingIn.OnDisk done = handingIn.fromTerminal(assignment, caller.person(), caller.role());
    String received = done.submission().ended().toString();
    String late =
        done.submission().isLate()
            ? sentences()
                .text("terminal.late", Spans.text(done.submission().late(), sentences().locale()))
            : "";
    return Map.of(
        "number", done.submission().number(),
        "commit", done.submission().commit().name(),
        "received", received,
        "lateSeconds", done.submission().late().toSeconds(),
        "files", shown(done.files()),
        "said",
            sentences()
                .text(
                    "terminal.handed-in",
                    done.submission().number(),
                    assignment.title(),
                    received,
                    late));
  }

  private Response answer(Act act, BiFunction<Assignment, SessionKey, Map<String, Object>> acting) {
    try {
      SessionKey caller =
          sessions.stream()
              .findFirst()
              .flatMap(known -> SessionCaller.of(known, request))
              .orElseThrow(() -> new Refusal("assignment.no-session", 401));
      Assignment assignment =
          door.inside(caller, act, sentences().locale())
              .orElseThrow(() -> new Refusal("assignment.no-assignment", 404));
      return Response.ok(acting.apply(assignment, caller)).build();
    } catch (Refusal refusal) {
      return Response.status(refusal.status()).entity(sentences().refusal(refusal)).build();
    }
  }

  private static List<Map<String, Object>> shown(List<SavedFile> files) {
    return files.stream().map(SessionHandInResource::shown).toList();
  }

  private static Map<String, Object> shown(SavedFile file) {
    Optional<String> saved = file.saved().map(Object::toString);
    return Map.of("path", file.path(), "size", file.size(), "saved", saved.orElse(""));
  }

  private Sentences sentences() {
    return Sentences.in(request.getLocale());
  }
}
