package org.mydocker.assignment;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.catalogue.Creating;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.git.FakeInnerCalls;
import org.mydocker.assignment.git.GitCallers;
import org.mydocker.assignment.git.GitTokens;
import org.mydocker.assignment.git.HostedMaterial;
import org.mydocker.assignment.git.TokenAccess;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.grading.Counting;
import org.mydocker.assignment.grading.Grades;
import org.mydocker.assignment.grading.Grading;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.group.Extension;
import org.mydocker.assignment.group.Extensions;
import org.mydocker.assignment.handin.HandingIn;
import org.mydocker.assignment.handin.Mending;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.HandingOut;
import org.mydocker.assignment.handout.Publishing;
import org.mydocker.assignment.material.GitMaterial;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.PublishingMaterial;
import org.mydocker.assignment.material.Upload;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.assignment.material.Versions;
import org.mydocker.assignment.merge.Merging;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.assignment.submission.Snapshots;
import org.mydocker.assignment.work.AssignmentWorkspaces;
import org.mydocker.assignment.work.Beginning;
import org.mydocker.assignment.work.FakeWorkspaces;
import org.mydocker.assignment.work.ReadingCopies;
import org.mydocker.assignment.work.Readings;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.assignment.work.WorkingCopies;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.grade.GradeBook;
import org.mydocker.kernel.grade.GradeState;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.storage.TestDatabase;
import org.mydocker.walls.archive.Unpacker;

/**
 * The whole module on a real database and real repositories, put together as the wiring does it,
 * with homes in memory and a clock that the test moves.
 */
public final class School implements AutoCloseable {

  public static final EnvironmentId NOTEBOOK = EnvironmentId.random();

  /** The server's clock; a test sets it. */
  public static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    public void is(String moment) {
      now = Instant.parse(moment);
    }

    public void passes(Duration span) {
      now = now.plus(span);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Remembers what was sent; fails when told to. */
  public static final class RecordingGradeBook implements GradeBook {
    public final List<Grade> sent = new ArrayList<>();
    public boolean broken;

    @Override
    public void send(Grade grade) {
      if (broken) {
        throw new IllegalStateException("the outbox cannot be written");
      }
      sent.add(grade);
    }

    @Override
    public Optional<GradeState> state(ColumnId column, PersonId person) {
      return Optional.empty();
    }

    @Override
    public void resend(ColumnId column, PersonId person) {
      throw new UnsupportedOperationException();
    }
  }

  public final MovableClock clock = new MovableClock();
  public final List<String> audited = new ArrayList<>();
  public final RecordingGradeBook gradeBook = new RecordingGradeBook();
  public final FakeWorkspaces workspaces = new FakeWorkspaces();
  public final TenantId tenant = TenantId.random();
  public final CourseId course = CourseId.random();

  public final Rows rows;
  public final Leases leases;
  public final Repositories repositories;
  public final Uploads uploads;
  public final Unpacker unpacker;
  public final Assignments assignments;
  public final Versions versions;
  public final PublishingMaterial publishing;
  public final Creating creating;
  public final AssignmentDoor door;
  public final StudentWorks works;
  public final Beginning beginning;
  public final WorkingCopies workingCopies;
  public final Readings readings;
  public final AssignmentWorkspaces provider;
  public final Submissions submissions;
  public final HandingIn handingIn;
  public final Mending mending;
  public final Grades grades;
  public final Grading grading;
  public final Counting counting;
  public final CourseGroups groups;
  public final Extensions extensions;
  public final AssignmentTarget target;
  public final GitTokens tokens;
  public final TokenAccess git;
  public final FakeInnerCalls inner = new FakeInnerCalls();

  private final TestDatabase database;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public School(Function<String, TestDatabase> kind, Path data) {
    database = kind.apply("assignment");
    rows = new JoiningRows(database);
    leases = new Leases(rows, Clock.systemUTC(), Duration.ofSeconds(20), () -> timer);
    repositories = new Repositories(data, new SecureRandom(), leases);
    uploads = new Uploads(data.resolve("uploads"), clock);
    unpacker = new Unpacker(data);
    assignments = new Assignments(rows);
    versions = new Versions(rows);
    publishing =
        new PublishingMaterial(
            new Publishing(repositories, clock, TreeLimits.STANDARD),
            repositories,
            unpacker,
            new NoGit(),
            versions,
            clock);
    creating = new Creating(repositories, publishing, assignments, rows, clock);
    groups = new CourseGroups(rows);
    extensions = new Extensions(rows, groups);
    door =
        new AssignmentDoor(
            assignments,
            (who, act, subject, reason) -> audited.add(act + " " + reason),
            groups,
            extensions,
            rows,
            clock);
    works = new StudentWorks(rows);
    beginning = new Beginning(new HandingOut(repositories), works, leases, clock);
    workingCopies =
        new WorkingCopies(
            beginning,
            works,
            repositories,
            new Snapshots(repositories, clock, TreeLimits.STANDARD),
            new Merging(repositories, clock),
            leases,
            clock);
    readings = new Readings(rows, clock);
    provider =
        new AssignmentWorkspaces(
            assignments, workingCopies, readings, new ReadingCopies(rows, repositories));
    submissions = new Submissions(rows);
    handingIn =
        new HandingIn(beginning, workingCopies, workspaces, repositories, submissions, clock);
    mending = new Mending(assignments, works, workingCopies, submissions, repositories, clock);
    grades = new Grades(rows);
    counting = new Counting(submissions, extensions);
    grading = new Grading(grades, counting, gradeBook, rows, clock);
    target = new AssignmentTarget(door, assignments, grading, wish -> Optional.empty());
    tokens = new GitTokens(rows, clock);
    git =
        new TokenAccess(
            new GitCallers(tokens, Optional.of(inner)),
            assignments,
            door,
            beginning,
            works,
            handingIn,
            new HostedMaterial(assignments, repositories, publishing, leases, new NobodyElse()),
            clock);
  }

  /** Everybody is what their launch said. */
  private static final class NobodyElse implements Roster {
    @Override
    public List<Member> members(CourseId course) {
      return List.of();
    }

    @Override
    public void delegate(CourseId course, PersonId person, Role role) {
      throw new UnsupportedOperationException();
    }
  }

  /** A transaction within a transaction is the same one, as in the server. */
  private record JoiningRows(TestDatabase database, ThreadLocal<EntityManager> current)
      implements Rows {
    JoiningRows(TestDatabase database) {
      this(database, new ThreadLocal<>());
    }

    @Override
    public <T> T in(Function<EntityManager, T> work) {
      if (current.get() != null) {
        return work.apply(current.get());
      }
      return database.in(
          manager -> {
            current.set(manager);
            try {
              return work.apply(manager);
            } finally {
              current.remove();
            }
          });
    }
  }

  /** There is no network in these tests. */
  private static final class NoGit implements GitMaterial {
    @Override
    public <T> T fetch(MaterialChoice.Git source, Taking<T> taking) {
      throw new UnsupportedOperationException();
    }
  }

  public Viewer viewer(Role role) {
    return viewer(PersonId.random(), role);
  }

  public Viewer viewer(PersonId person, Role role) {
    return new Viewer(person, tenant, Optional.of(course), role, Set.of(), Locale.ENGLISH);
  }

  public static Details details(Schedule schedule) {
    return new Details(
        "TP 1 : Régression",
        "Read *this*.",
        Optional.of(NOTEBOOK),
        Optional.of(20),
        schedule,
        FileRules.NONE,
        false);
  }

  public static Schedule dates(String due, String cutOff) {
    return new Schedule(
        Optional.empty(),
        Optional.of(Instant.parse(due)),
        Optional.of(Instant.parse(cutOff)),
        Duration.ofMinutes(5));
  }

  public Assignment assignment(Schedule schedule, Map<String, String> files) {
    Viewer teacher = viewer(Role.TEACHER);
    return creating
        .create(
            teacher,
            details(schedule),
            new MaterialChoice.Archive(upload(teacher.person(), zip(files))),
            Consent.NOT_ASKED)
        .assignment();
  }

  /** A teacher gives a student time until then. */
  public void moreTime(Assignment assignment, PersonId student, String until) {
    extensions.put(
        assignment.id(),
        new Extension(
            UUID.randomUUID(),
            Optional.of(student),
            Optional.empty(),
            Instant.parse(until),
            clock.instant(),
            PersonId.random()));
  }

  /** Publishes the next version. */
  public void publish(Assignment assignment, Map<String, String> files) {
    PersonId teacher = PersonId.random();
    PublishingMaterial.Made made =
        publishing
            .make(
                assignment.material(),
                new MaterialChoice.Archive(upload(teacher, zip(files))),
                Consent.NOT_ASKED)
            .orElseThrow();
    publishing.record(assignment.id(), made, teacher);
  }

  public Upload upload(PersonId person, byte[] zip) {
    return uploads.keep(person, "files.zip", new ByteArrayInputStream(zip));
  }

  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public SessionKey key(Assignment assignment, PersonId person, Role role) {
    return new SessionKey(person, NOTEBOOK, Optional.of(assignment.id()), role);
  }

  public HomeId home(Assignment assignment, PersonId student) {
    return workspaces.home(key(assignment, student, Role.STUDENT));
  }

  /** The student opens the environment; returns what it shows first. */
  public Optional<String> opens(Assignment assignment, PersonId student) {
    return provider.prepare(key(assignment, student, Role.STUDENT), workspaces);
  }

  public void saves(Assignment assignment, PersonId student, String path, String content) {
    workspaces.write(home(assignment, student), assignment.folder(), path, content);
  }

  public Optional<String> reads(Assignment assignment, PersonId student, String path) {
    return workspaces.read(home(assignment, student), assignment.folder(), path);
  }

  @Override
  public void close() {
    leases.close();
    timer.shutdownNow();
    database.close();
  }
}
