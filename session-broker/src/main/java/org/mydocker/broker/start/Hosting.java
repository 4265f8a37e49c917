package org.mydocker.broker.start;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.mydocker.broker.guests.Guest;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.guests.Invitation;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * Lets others into a session (GATE-02): whom its owner invites by a one-time code, and staff of its
 * course who say why. All of it is written down, shown to the owner, and ends with its time, the
 * session, or when the owner says so.
 */
public final class Hosting {

  /** How long staff stay who came to help. */
  public static final Duration HELP = Duration.ofHours(2);

  private static final int LONGEST_REASON = 300;

  private final OwnSessions sessions;
  private final SessionStore store;
  private final Guests guests;
  private final Providers providers;
  private final OwnSessions.Trail trail;
  private final Consumer<Session> changed;

  /**
   * @param changed hears of a session that somebody may not be in any more
   */
  public Hosting(
      OwnSessions sessions,
      SessionStore store,
      Guests guests,
      Providers providers,
      OwnSessions.Trail trail,
      Consumer<Session> changed) {
    this.sessions = sessions;
    this.store = store;
    this.guests = guests;
    this.providers = providers;
    this.trail = trail;
    this.changed = changed;
  }

  /** A code for one guest. What shows another's work is not to be shown on. */
  public String invite(SessionId id, Viewer viewer, Duration stay) {
    Session session = sessions.managed(id, viewer, "invite");
    if (!invites(session)) {
      throw new Refusal("broker.no-guests-here", 409);
    }
    if (stay.isNegative() || stay.isZero() || stay.compareTo(Guests.LONGEST_STAY) > 0) {
      throw new Refusal("broker.nothing-here", 404);
    }
    String code = guests.invite(id, session.generation(), stay);
    trail.record(viewer, Act.MANAGE_SESSION, subject(session), "invite for " + stay.toMinutes());
    return code;
  }

  /** Whether guests can be invited: it is of a course, and not opened to read another's work. */
  public boolean invites(Session session) {
    return session.course().isPresent() && !providers.reading(session.key());
  }

  /** Who besides its owner may be in it now. */
  public List<Guest> guests(Session session) {
    return guests.of(session.id(), session.generation());
  }

  /** How many of its codes nobody took yet. */
  public int open(Session session) {
    return guests.open(session.id(), session.generation());
  }

  /** Shows a guest out. */
  public void remove(SessionId id, Viewer viewer, UUID guest) {
    Session session = sessions.managed(id, viewer, "remove a guest");
    if (guests.remove(id, guest)) {
      trail.record(viewer, Act.MANAGE_SESSION, subject(session), "guest removed");
      changed.accept(session);
    }
  }

  /** The codes that nobody took open nothing any more. */
  public void withdraw(SessionId id, Viewer viewer) {
    Session session = sessions.managed(id, viewer, "withdraw");
    guests.withdraw(id);
    trail.record(viewer, Act.MANAGE_SESSION, subject(session), "invitations withdrawn");
  }

  /** The session to which the code leads that viewer. */
  public Session invited(String code, Viewer viewer) {
    Invitation invitation = guests.read(code).orElseThrow(Hosting::over);
    Session session = store.find(invitation.session()).orElseThrow(Hosting::over);
    boolean others = invitation.taken().filter(by -> !by.equals(viewer.person())).isPresent();
    if (others || session.generation() != invitation.generation() || session.state().ended()) {
      throw over();
    }
    Access.require(viewer, Act.JOIN_SESSION, subject(session));
    return session;
  }

  /**
   * Makes the viewer the guest of that code, once; whoever took it is led back as long as it is.
   */
  public Session accept(String code, Viewer viewer) {
    Session session = invited(code, viewer);
    if (viewer.person().equals(session.key().person())) {
      return session;
    }
    if (guests.take(code, viewer.person()).isPresent()) {
      trail.record(viewer, Act.JOIN_SESSION, subject(session), "invited");
    } else if (guests.find(session.id(), session.generation(), viewer.person()).isEmpty()) {
      throw over();
    }
    return session;
  }

  /** Lets staff in who say why; the owner reads it. */
  public Session help(SessionId id, Viewer viewer, String why) {
    String reason = why == null ? "" : why.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new Refusal("broker.say-why", 400);
    }
    Session session = sessions.required(id, viewer, Act.HELP_IN_SESSION, "to help: " + reason);
    if (!viewer.person().equals(session.key().person())) {
      guests.help(id, session.generation(), viewer.person(), reason, HELP);
    }
    return session;
  }

  private static Subject subject(Session session) {
    return session.subject(Reach.INVITED);
  }

  private static Refusal over() {
    return new Refusal("broker.invitation-over", 410);
  }
}
