package org.mydocker.assignment.repository.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.mydocker.assignment.repository.Quarantine;
import org.mydocker.assignment.repository.Repositories;

/**
 * Git's smart HTTP protocol for student repositories, to be mounted at {@code /git/*}. The URL is
 * {@code <anything plain>.git/info/refs} and the like, but names nothing: which repository is meant
 * comes from the {@link GitAccess} alone, before anything is opened (SAFE-08). Whatever else is
 * asked for does not exist. A push lives in a {@link Quarantine} as long as its request.
 */
public final class GitDoor extends GitServlet {

  private static final Pattern PATH =
      Pattern.compile("/[A-Za-z0-9_-]{1,100}(\\.git)?/(info/refs|git-(upload|receive)-pack)");
  private static final String VISIT = GitDoor.class.getName() + ".visit";

  /** What a client may say before it is sent a pack; commits it has, mostly. */
  private static final long LONGEST_WISH = 4L << 20;

  /** A pack over the limit is read to its end, up to here, or the client never sees the reason. */
  private static final long READ_ON = 4;

  private final transient GitAccess access;
  private final transient Repositories repositories;
  private final transient StudentGit git;
  private final transient PushLimits limits;
  private final transient Clock clock;

  public GitDoor(
      GitAccess access,
      Repositories repositories,
      PushLimits limits,
      PushListener listener,
      Clock clock) {
    this.access = access;
    this.repositories = repositories;
    this.git = new StudentGit(repositories, limits, listener);
    this.limits = limits;
    this.clock = clock;
    setRepositoryResolver((request, name) -> visit(request).repository());
    setUploadPackFactory(this::uploadPack);
    setReceivePackFactory(this::receivePack);
    setAsIsFileService(null);
  }

  /** One request on its way: its grant and, for a push, its quarantine. */
  private record Visit(
      GitGrant grant, Optional<Quarantine> quarantine, Transfer transfer, Repositories all)
      implements AutoCloseable {

    /** The servlet's own filter closes what it is given; a quarantine is closed by us, later. */
    Repository repository() {
      quarantine.ifPresent(place -> place.repository().incrementOpen());
      return quarantine.map(Quarantine::repository).orElseGet(() -> all.open(grant.repository()));
    }

    @Override
    public void close() {
      quarantine.ifPresent(Quarantine::close);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      requirePlainPath(request);
      GitGrant grant = access.grant(request);
      requirePermitted(request, grant);
      serve(request, response, grant);
    } catch (GitRefused e) {
      refuse(response, e);
    }
  }

  private void serve(HttpServletRequest request, HttpServletResponse response, GitGrant grant)
      throws ServletException, IOException {
    boolean push = request.getPathInfo().endsWith("/git-receive-pack");
    Optional<Quarantine> quarantine =
        push ? Optional.of(repositories.quarantine(grant.repository())) : Optional.empty();
    Transfer transfer = Transfer.beginning(clock);
    long longest = push ? READ_ON * limits.packBytes() + limits.commandBytes() : LONGEST_WISH;
    try (Visit visit = new Visit(grant, quarantine, transfer, repositories)) {
      request.setAttribute(VISIT, visit);
      super.service(new BoundedRequest(request, longest, limits.duration(), transfer), response);
    } finally {
      request.removeAttribute(VISIT);
    }
  }

  /** The address as sent is the address as understood: nothing encoded, no parameters in it. */
  private static void requirePlainPath(HttpServletRequest request) {
    String path = request.getPathInfo();
    String plain = request.getContextPath() + request.getServletPath() + path;
    if (path == null
        || !PATH.matcher(path).matches()
        || !plain.equals(request.getRequestURI())
        || !request.getMethod().equals(asksForRefs(request) ? "GET" : "POST")) {
      throw new GitRefused(GitRefused.Reason.UNKNOWN, "not found");
    }
  }

  private static boolean asksForRefs(HttpServletRequest request) {
    return request.getPathInfo().endsWith("/info/refs");
  }

  private static void requirePermitted(HttpServletRequest request, GitGrant grant) {
    boolean asksToPush =
        request.getPathInfo().endsWith("/git-receive-pack")
            || (asksForRefs(request) && "git-receive-pack".equals(request.getParameter("service")));
    if (asksToPush && !grant.push()) {
      throw new GitRefused(GitRefused.Reason.FORBIDDEN, "this repository takes no pushes now");
    }
  }

  private static void refuse(HttpServletResponse response, GitRefused refused) throws IOException {
    if (refused.reason() == GitRefused.Reason.UNAUTHENTICATED) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"myDocker\", charset=\"UTF-8\"");
    }
    response.setStatus(refused.reason().status());
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(refused.getMessage());
  }

  private UploadPack uploadPack(HttpServletRequest request, Repository repository) {
    UploadPack upload = git.uploadPack(repository, visit(request).grant());
    String protocol = request.getHeader("Git-Protocol");
    if (protocol != null && protocol.length() <= 100) {
      upload.setExtraParameters(List.of(protocol.split(":")));
    }
    return upload;
  }

  /** For the advertisement before a push there is no quarantine yet, and nothing is received. */
  private ReceivePack receivePack(HttpServletRequest request, Repository repository) {
    Visit visit = visit(request);
    if (visit.quarantine().isPresent()) {
      return git.receivePack(visit.quarantine().get(), visit.grant(), visit.transfer());
    }
    return git.advertisement(repository, visit.grant(), visit.transfer());
  }

  private static Visit visit(HttpServletRequest request) {
    return (Visit) request.getAttribute(VISIT);
  }
}
