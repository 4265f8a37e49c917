package org.mydocker.broker.start;

import static org.mydocker.kernel.environment.SessionState.CREATING;
import static org.mydocker.kernel.environment.SessionState.FAILED;
import static org.mydocker.kernel.environment.SessionState.PULLING;
import static org.mydocker.kernel.environment.SessionState.QUEUED;
import static org.mydocker.kernel.environment.SessionState.READY;
import static org.mydocker.kernel.environment.SessionState.STARTING;
import static org.mydocker.kernel.environment.SessionState.STOPPED;
import static org.mydocker.kernel.environment.SessionState.STOPPING;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.workspace.HomeId;

/**
 * The sessions in their rows (START-01). Each change locks the row, looks at what the state is now,
 * writes the next one and its event, all in one transaction; who comes too late, because the owner
 * stopped it or another instance took it, is told so by an empty answer and leaves it alone.
 */
public final class SessionStore {

  /** What a start in progress can be in. */
  static final Set<SessionState> UNDER_WAY = EnumSet.of(PULLING, CREATING, STARTING);

  static final Duration CLAIM = Duration.ofSeconds(20);
  private static final int LONGEST_DETAIL = 8000;
  private static final int MOST = 5000;

  private final Transactions transactions;
  private final InstantSource clock;
  private final Consumer<SessionId> told;
  private final SessionCounters counters = new SessionCounters();

  /**
   * @param told hears of every session with a new event, after the commit
   */
  public SessionStore(Transactions transactions, InstantSource clock, Consumer<SessionId> told) {
    this.transactions = transactions;
    this.clock = clock;
    this.told = told;
  }

  /** The session of the key, queued if it is not alive; many at once get the same one. */
  public Session open(SessionKey key, Viewer viewer, int version) {
    return open(key, viewer, new Wish(version, Optional.empty(), Map.of()));
  }

  /**
   * How it is to be started, if it is.
   *
   * @param pinned the image to use whatever the version says
   * @param facts what its first event tells
   */
  record Wish(int version, Optional<String> pinned, Map<String, String> facts) {}

  Session open(SessionKey key, Viewer viewer, Wish wish) {
    try {
      return openOnce(key, viewer, wish);
    } catch (PersistenceException anotherWasFaster) {
      return openOnce(key, viewer, wish);
    }
  }

  private Session openOnce(SessionKey key, Viewer viewer, Wish wish) {
    Session session =
        transactions.in(
            rows -> {
              SessionRow row = locked(rows, key).orElse(null);
              boolean fresh = row == null;
              if (fresh) {
                row = new SessionRow(key, Secret.code());
              }
              if (fresh || row.state().ended()) {
                queue(row, viewer, wish);
                if (fresh) {
                  rows.persist(row);
                  rows.flush();
                } else {
                  forgetEvents(rows, row);
                }
                say(rows, row, wish.facts());
              }
              return row.session();
            });
    told.accept(session.id());
    return session;
  }

  private void queue(SessionRow row, Viewer viewer, Wish wish) {
    Instant now = clock.instant();
    row.tenant = viewer.tenant().value();
    row.course = viewer.course().map(CourseId::value).orElse(null);
    row.language = viewer.locale().toLanguageTag();
    row.version = wish.version();
    row.image = null;
    row.pinnedImage = wish.pinned().orElse(null);
    row.state = QUEUED.name();
    row.since = now;
    row.queued = now;
    row.generation++;
    row.events = 0;
    row.attempts = 0;
    row.container = null;
    row.address = null;
    row.claimedUntil = null;
    row.readyAt = null;
    row.lastInput = null;
    row.lastSave = null;
    row.lastActive = null;
    row.memoryRanOut = null;
  }

  public SessionCounters counters() {
    return counters;
  }

  /** How many sessions are in each state now; those that ended stay until they are opened again. */
  public Map<SessionState, Long> byState() {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select s.state, count(s) from SessionRow s group by s.state", Object[].class)
                .getResultStream()
                .collect(
                    Collectors.toMap(
                        row -> SessionState.valueOf((String) row[0]), row -> (Long) row[1])));
  }

  public Optional<Session> find(SessionId id) {
    return transactions.in(
        rows ->
            Optional.ofNullable(rows.find(SessionRow.class, id.value())).map(SessionRow::session));
  }

  public Optional<Session> find(SessionKey key) {
    return one("s.key = :it", SessionRow.keyOf(key));
  }

  public Optional<Session> named(String name) {
    return one("s.name = :it", name);
  }

  private Optional<Session> one(String condition, String it) {
    return transactions.in(
        rows ->
            rows.createQuery("select s from SessionRow s where " + condition, SessionRow.class)
                .setParameter("it", it)
                .getResultStream()
                .findFirst()
                .map(SessionRow::session));
  }

  /** A person's own, newest first. */
  public List<Session> of(PersonId person) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select s from SessionRow s where s.person = :p order by s.since desc",
                    SessionRow.class)
                .setParameter("p", person.value())
                .setMaxResults(200)
                .getResultStream()
                .map(SessionRow::session)
                .toList());
  }

  /** All in one of these states, longest waiting first. */
  public List<Session> in(SessionState... states) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select s from SessionRow s where s.state in :states order by s.queued, s.id",
                    SessionRow.class)
                .setParameter("states", names(List.of(states)))
                .setMaxResults(MOST)
                .getResultStream()
                .map(SessionRow::session)
                .toList());
  }

  /** Takes a queued session for this instance, unless another was faster. */
  Optional<Session> claim(SessionId id) {
    return change(
        id,
        Set.of(QUEUED),
        Map.of(),
        row -> {
          row.state = PULLING.name();
          row.attempts++;
          row.claimedUntil = clock.instant().plus(CLAIM);
        });
  }

  /** Says that the start goes on; what is not renewed for {@link #CLAIM} is queued again. */
  void renew(Collection<SessionId> ids) {
    if (!ids.isEmpty()) {
      transactions.run(
          rows ->
              rows.createQuery(
                      "update SessionRow s set s.claimedUntil = :until"
                          + " where s.id in :ids and s.state in :states")
                  .setParameter("until", clock.instant().plus(CLAIM))
                  .setParameter("ids", ids.stream().map(SessionId::value).toList())
                  .setParameter("states", names(UNDER_WAY))
                  .executeUpdate());
    }
  }

  /** Queues again what an instance left in the middle (START-01); returns how many. */
  public int queueAbandoned() {
    List<UUID> abandoned =
        transactions.in(
            rows ->
                rows.createQuery(
                        "select s.id from SessionRow s"
                            + " where s.state in :states and s.claimedUntil < :now",
                        UUID.class)
                    .setParameter("states", names(UNDER_WAY))
                    .setParameter("now", clock.instant())
                    .getResultList());
    abandoned.forEach(id -> requeue(new SessionId(id)));
    return abandoned.size();
  }

  /** Back to its old place in the queue. */
  Optional<Session> requeue(SessionId id) {
    return change(
        id,
        UNDER_WAY,
        Map.of(),
        row -> {
          row.state = QUEUED.name();
          row.claimedUntil = null;
        });
  }

  /** The same for one start, if it is still that one. */
  Optional<Session> requeue(Session session) {
    return change(
        session.id(),
        UNDER_WAY,
        same(session),
        Map.of(),
        row -> {
          row.state = QUEUED.name();
          row.claimedUntil = null;
        });
  }

  /** The start uses that image; no step of its own. */
  Optional<Session> uses(Session session, String image) {
    return transactions.in(
        rows -> {
          SessionRow row =
              rows.find(SessionRow.class, session.id().value(), LockModeType.PESSIMISTIC_WRITE);
          if (row == null || !UNDER_WAY.contains(row.state()) || !same(session).test(row)) {
            return Optional.empty();
          }
          row.image = image;
          return Optional.of(row.session());
        });
  }

  /** What last worked for that person in that environment and role, in whatever activity. */
  public Optional<Good> lastGood(SessionKey key) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select s from SessionRow s where s.person = :p and s.environment = :e"
                        + " and s.role = :r and s.goodImage is not null order by s.goodAt desc",
                    SessionRow.class)
                .setParameter("p", key.person().value())
                .setParameter("e", key.environment().value())
                .setParameter("r", key.role().name())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> new Good(row.goodVersion, row.goodImage)));
  }

  /** The next step of a start under way. */
  Optional<Session> step(Session session, SessionState to, Consumer<SessionRow> facts) {
    return change(
        session.id(),
        UNDER_WAY,
        same(session),
        Map.of(),
        row -> {
          row.state = to.name();
          facts.accept(row);
        });
  }

  Optional<Session> working(Session session, HomeId home, String tokenHash) {
    return step(
        session,
        CREATING,
        row -> {
          row.home = home.value();
          row.tokenHash = tokenHash;
        });
  }

  Optional<Session> placed(Session session, Place place) {
    return step(
        session,
        STARTING,
        row -> {
          row.container = place.container().value();
          row.address = place.address().orElse(null);
          row.port = place.port();
          row.secure = place.secure();
        });
  }

  Optional<Session> ready(Session session, String openPath) {
    return step(
        session,
        READY,
        row -> {
          row.openPath = openPath;
          row.readyAt = clock.instant();
          row.lastActive = row.readyAt;
          row.goodVersion = row.version;
          row.goodImage = row.image;
          row.goodAt = row.readyAt;
          row.claimedUntil = null;
        });
  }

  Optional<Session> failed(Session session, StopReason why, Map<String, String> facts) {
    return change(
        session.id(),
        UNDER_WAY,
        same(session),
        facts,
        row -> {
          row.state = FAILED.name();
          because(row, why);
        });
  }

  /** Says something of a start that stays in its step: its place in the queue. */
  void tell(Session session, Map<String, String> facts) {
    change(session.id(), EnumSet.of(QUEUED, PULLING), same(session), facts, row -> {});
  }

  /** Begins to stop it; a queued one is stopped at once. Empty if there is nothing to stop. */
  public Optional<Session> stopping(SessionId id, StopReason why) {
    return change(
        id,
        EnumSet.of(QUEUED, PULLING, CREATING, STARTING, READY),
        Map.of(),
        row -> {
          row.state = row.state() == QUEUED ? STOPPED.name() : STOPPING.name();
          because(row, why);
        });
  }

  /** It runs no more: either it was being stopped, or it ended by itself, and that is why. */
  public Optional<Session> stopped(Session session, Optional<StopReason> byItself) {
    Set<SessionState> from = byItself.isPresent() ? EnumSet.of(READY) : EnumSet.of(STOPPING);
    return change(
        session.id(),
        from,
        same(session),
        Map.of(),
        row -> {
          row.state = STOPPED.name();
          row.tokenHash = null;
          byItself.ifPresent(why -> because(row, why));
        });
  }

  /** Lets one more origin frame it, the newest eight (GATE-08). */
  public Optional<Session> framedBy(SessionId id, String origin) {
    return amend(
        id,
        row -> {
          if (!row.ancestors().contains(origin)) {
            row.ancestors =
                Stream.concat(Stream.of(origin), row.ancestors().stream())
                    .limit(8)
                    .collect(Collectors.joining(" "));
          }
        });
  }

  /** Input of a person, and anything else that says that it is in use (RUN-03). */
  public void active(SessionId id, Instant when, boolean input) {
    amend(
        id,
        row -> {
          if (input) {
            row.lastInput = later(row.lastInput, when);
          }
          row.lastActive = later(row.lastActive, when);
        });
  }

  /** Its interface saved something (WEB-03). */
  public void saved(SessionId id, Instant when) {
    amend(id, row -> row.lastSave = later(row.lastSave, when));
  }

  public void memoryRanOut(SessionId id, Instant when) {
    amend(id, row -> row.memoryRanOut = later(row.memoryRanOut, when));
  }

  /** The engine gave it another address. */
  public Optional<Session> moved(SessionId id, String address) {
    return amend(id, row -> row.address = address);
  }

  /** What the present start told after {@code sequence}. */
  List<StartEvent> events(SessionId id, int generation, long sequence) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select e from StartEventRow e where e.session = :s and e.generation = :g"
                        + " and e.sequence > :n order by e.sequence",
                    StartEventRow.class)
                .setParameter("s", id.value())
                .setParameter("g", generation)
                .setParameter("n", sequence)
                .setMaxResults(200)
                .getResultStream()
                .map(StartEventRow::event)
                .toList());
  }

  /** The running session whose container has this token, for the inner door. */
  public Optional<Session> holding(String token) {
    return one("s.state in ('STARTING', 'READY') and s.tokenHash = :it", Secret.hash(token));
  }

  private Optional<Session> change(
      SessionId id, Set<SessionState> from, Map<String, String> facts, Consumer<SessionRow> to) {
    return change(id, from, known -> true, facts, to);
  }

  /** Whether the row is still at the start that the session was seen in. */
  private static Predicate<SessionRow> same(Session session) {
    return row -> row.generation == session.generation() && row.attempts == session.attempts();
  }

  private Optional<Session> change(
      SessionId id,
      Set<SessionState> from,
      Predicate<SessionRow> still,
      Map<String, String> facts,
      Consumer<SessionRow> to) {
    Optional<Session> changed =
        transactions.in(
            rows -> {
              SessionRow row =
                  rows.find(SessionRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
              boolean due = row != null && from.contains(row.state()) && still.test(row);
              if (!due) {
                return Optional.empty();
              }
              SessionState before = row.state();
              to.accept(row);
              say(rows, row, facts);
              if (row.state() != before) {
                row.since = clock.instant();
                counters.became(row.session(), row);
              }
              return Optional.of(row.session());
            });
    changed.ifPresent(session -> told.accept(id));
    return changed;
  }

  private Optional<Session> amend(SessionId id, Consumer<SessionRow> to) {
    Function<EntityManager, Optional<Session>> work =
        rows ->
            Optional.ofNullable(
                    rows.find(SessionRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(
                    row -> {
                      to.accept(row);
                      return row.session();
                    });
    return transactions.in(work);
  }

  private void say(EntityManager rows, SessionRow row, Map<String, String> facts) {
    rows.persist(new StartEventRow(row, ++row.events, clock.instant(), facts));
  }

  private static Optional<SessionRow> locked(EntityManager rows, SessionKey key) {
    return rows.createQuery("select s from SessionRow s where s.key = :key", SessionRow.class)
        .setParameter("key", SessionRow.keyOf(key))
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private static void forgetEvents(EntityManager rows, SessionRow row) {
    rows.createQuery("delete from StartEventRow e where e.session = :s")
        .setParameter("s", row.id)
        .executeUpdate();
  }

  private static void because(SessionRow row, StopReason why) {
    row.reason = why.code();
    String detail = why.detail();
    row.reasonDetail =
        detail.length() <= LONGEST_DETAIL
            ? detail
            : detail.substring(detail.length() - LONGEST_DETAIL);
  }

  private static Instant later(Instant known, Instant other) {
    return known == null || other.isAfter(known) ? other : known;
  }

  private static List<String> names(Collection<SessionState> states) {
    return states.stream().map(Enum::name).toList();
  }
}
