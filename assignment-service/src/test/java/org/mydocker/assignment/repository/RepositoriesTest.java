package org.mydocker.assignment.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.Classroom.Content;
import org.mydocker.assignment.repository.RepositoryUnavailable.Reason;

class RepositoriesTest {

  @TempDir Path data;

  @Test
  @Tag("ACT-03")
  void studentRepositoriesShareTheObjectsOfTheHandout() throws IOException {
    Classroom room = new Classroom(data);
    byte[] material = new byte[2 << 20];
    new Random(1).nextBytes(material);
    room.publish(Map.of("data.bin", new Content(material, false)));
    long before = bytesOnDisk();

    for (int i = 0; i < 10; i++) {
      Classroom.Student student = room.student();
      student.open();
      assertThat(student.home.get("data.bin").bytes()).isEqualTo(material);
    }

    assertThat(bytesOnDisk() - before).isLessThan(10 * 4096);
    assertThat(room.repositories.students(room.material)).hasSize(10);
  }

  @Test
  void theDataDirectoryMayMove() throws IOException {
    Path old = data.resolve("old");
    Classroom room = new Classroom(old);
    room.publish("a", "1\n");
    StudentRepositoryId student = room.student().repository;
    Files.move(old, data.resolve("new"));

    Repositories moved =
        new Repositories(data.resolve("new"), new Random(), RepositoryLock.withinThisProcess());

    byte[] content =
        moved.reading(student, git -> git.open(git.resolve("main:a")).getCachedBytes());
    assertThat(content).asString().isEqualTo("1\n");
  }

  @ParameterizedTest
  @Tag("SAFE-08")
  @ValueSource(
      strings = {"", "..", "../../etc", "0123456789abcdef0123456789ABCDEF", "x/y", "0123\0"})
  void anIdIsNeverAPath(String value) {
    assertThatThrownBy(() -> new MaterialId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRepositoryThatIsNotThereSaysSo() {
    Classroom room = new Classroom(data);
    StudentRepositoryId missing = new StudentRepositoryId(room.material, "0".repeat(32));

    assertThatThrownBy(() -> room.repositories.reading(missing, git -> git))
        .isInstanceOfSatisfying(
            RepositoryUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
  }

  @Test
  void changesToOneRepositoryHappenOneAtATime() {
    Classroom room = new Classroom(data);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(4);

    CompletableFuture.allOf(
            IntStream.range(0, 4)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () -> {
                              together.countDown();
                              room.repositories.changing(
                                  room.material,
                                  git -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    git.getRefDatabase().getRefs();
                                    return inside.decrementAndGet();
                                  });
                            }))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(together.getCount()).isZero();
    assertThat(most).hasValue(1);
  }

  @Test
  void aRefMovesOnlyFromWhatWasSeen() {
    Classroom room = new Classroom(data);
    ObjectId first = room.publish("a", "1\n").commit();
    ObjectId second = room.publish("a", "2\n").commit();
    Repositories repositories = room.repositories;

    assertThatThrownBy(
            () ->
                repositories.changing(
                    room.material,
                    git -> {
                      Refs.move(git, Refs.HANDOUTS + 1, second, first);
                      return git;
                    }))
        .hasMessageContaining("MOVED");
    assertThatThrownBy(
            () ->
                repositories.changing(
                    room.material,
                    git -> {
                      Refs.create(git, Refs.HANDOUTS + 1, second);
                      return git;
                    }))
        .hasMessageContaining("MOVED");
  }

  @Test
  @Tag("SAFE-03")
  void whatDiedInQuarantineIsSweptAndWasNeverVisible() throws IOException {
    Classroom room = new Classroom(data);
    room.publish("a", "1\n");
    StudentRepositoryId student = room.student().repository;
    long before = bytesOnDisk();
    Quarantine abandoned = room.repositories.quarantine(student);
    ObjectId hidden;
    try (ObjectInserter inserter = abandoned.repository().newObjectInserter()) {
      hidden = inserter.insert(Constants.OBJ_BLOB, new byte[] {1, 2, 3});
      inserter.flush();
    }

    boolean visible =
        room.repositories.reading(student, git -> git.getObjectDatabase().has(hidden));
    room.repositories.sweepQuarantines(student);

    assertThat(visible).isFalse();
    assertThat(bytesOnDisk()).isEqualTo(before);
    abandoned.close();
  }

  private long bytesOnDisk() throws IOException {
    return Classroom.bytesOnDisk(data);
  }
}
