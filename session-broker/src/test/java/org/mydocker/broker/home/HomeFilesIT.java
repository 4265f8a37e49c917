package org.mydocker.broker.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineContract;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.docker.DockerForTests;
import org.mydocker.broker.home.Applied.Refused;
import org.mydocker.broker.home.Snapshot.Skipped;

/**
 * The helper container on a real engine. Beside it a student's shell works in the same home, and
 * does what a student may do: links, devices, endless files, and changing things at the wrong
 * moment.
 */
@Tag("HOME-03")
class HomeFilesIT {
  private static final String HELPER = "mydocker/helper:2";
  private static final String INSTALLATION = "test-" + UUID.randomUUID();
  private static final SnapshotLimits LIMITS =
      new SnapshotLimits(
          2000, 64L << 20, 8L << 20, 30, Duration.ofSeconds(20), Set.of(".ipynb_checkpoints"));

  private static Engine engine;
  private static HomeFiles files;
  private static Homes homes;
  private VolumeName home;

  @BeforeAll
  static void connect() {
    engine = DockerForTests.engine(EngineContract.IMAGE, HELPER);
    files =
        new HomeFiles(
            engine,
            HELPER,
            INSTALLATION,
            () -> UUID.randomUUID().toString(),
            64L << 20,
            Duration.ofSeconds(30));
    homes =
        new Homes(
            engine, files, new SecureRandom(), INSTALLATION, "local", Map.of(), NoneSaved.HERE);
  }

  @AfterAll
  static void removeWhatIsLeft() {
    if (engine != null) {
      var mine = SessionLabels.ofInstallation(INSTALLATION);
      engine.list(mine).forEach(container -> engine.remove(container.id()));
      homes.all().forEach(homes::remove);
      engine.close();
    }
  }

  @BeforeEach
  void moveIn() {
    home = homes.newName();
    homes.create(home);
  }

  /** What a student types in a shell of an environment with this home. */
  private String typed(String script) {
    return engine.run(
        shell(script),
        InputStream.nullInputStream(),
        Duration.ofSeconds(20),
        program -> {
          String said = new String(program.output().readAllBytes(), UTF_8);
          assertThat(new String(program.complaints(), UTF_8)).isEmpty();
          return said;
        });
  }

  private ContainerSpec shell(String script) {
    return ContainerSpec.of(
            "mydocker-test-" + UUID.randomUUID(),
            EngineContract.IMAGE,
            new Limits(1, 64L << 20, 32))
        .withLabels(SessionLabels.ofInstallation(INSTALLATION))
        .withMounts(new VolumeMount(home, "/home/user", false))
        .withCommand("sh", "-c", "cd /home/user && " + script);
  }

  private Snapshot<Map<String, String>> snapshot() {
    return files.snapshot(home, "work", LIMITS, HomeFilesIT::contents);
  }

  private static Map<String, String> contents(InputStream stream) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream, "UTF-8")) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        assertThat(entry.isFile() || entry.isDirectory()).isTrue();
        if (entry.isFile()) {
          found.put(entry.getName(), new String(tar.readAllBytes(), UTF_8));
        }
      }
    }
    return found;
  }

  private static Change put(String path, String content) {
    return new Change.Put(path, Content.of(content.getBytes(UTF_8)), false, Optional.empty());
  }

  private static Change replace(String path, String expected, String content) {
    return new Change.Put(
        path, Content.of(content.getBytes(UTF_8)), false, Optional.of(hash(expected)));
  }

  private static FileHash hash(String content) {
    return FileHash.of(content.getBytes(UTF_8));
  }

  private static void assertRefused(HomeRefused.Reason reason, Runnable act) {
    assertThatThrownBy(act::run)
        .asInstanceOf(type(HomeRefused.class))
        .extracting(HomeRefused::reason)
        .isEqualTo(reason);
  }

  @Test
  @Tag("HOME-01")
  void aNewHomeBelongsToUser1000AndIsNamedAfterNobody() {
    assertThat(home.value()).matches("mydocker-home-[0-9a-f]{32}");
    assertThat(typed("stat -c %u:%g . && id -u && echo hi > file && cat file"))
        .isEqualTo("1000:1000\n1000\nhi\n");
  }

  @Test
  @Tag("HOME-02")
  void severalEnvironmentsHaveTheSameHomeAtOnce() {
    ContainerId first = engine.create(shell("sleep 600"));
    engine.start(first);
    typed("mkdir work && echo one > work/a");
    assertThat(snapshot().value()).containsEntry("a", "one\n");
    assertThat(typed("cat work/a")).isEqualTo("one\n");
    engine.remove(first);
  }

  @Test
  void whatGoesInComesOutWhateverItsName() {
    String large = "0123456789abcdef".repeat(400_000); // 6 MB, streamed
    List<String> names =
        List.of(
            "été/naïve.txt",
            "tab\there",
            "new\nline",
            "emoji 🎓.ipynb",
            "-rf *",
            "a\\b'\"$(id)`",
            "deep/" + "d".repeat(200) + "/" + "f".repeat(200) + ".txt");
    List<Change> changes = new ArrayList<>();
    names.forEach(name -> changes.add(put(name, "of " + name)));
    changes.add(put("large.bin", large));
    changes.add(put("empty", ""));
    Applied applied = files.apply(home, "work", new Changes(changes));
    assertThat(applied.refused()).isEmpty();
    assertThat(applied.done()).containsAll(names);
    Snapshot<Map<String, String>> snapshot = snapshot();
    assertThat(snapshot.skipped()).isEmpty();
    assertThat(snapshot.value()).hasSize(names.size() + 2).containsEntry("empty", "");
    names.forEach(name -> assertThat(snapshot.value()).containsEntry(name, "of " + name));
    assertThat(snapshot.value().get("large.bin")).isEqualTo(large);
  }

  @Test
  void setsTheExecutableBitAndLeavesOutWhatItIsTold() {
    Content content = Content.of("#!/bin/sh\n".getBytes(UTF_8));
    files.apply(
        home,
        "work",
        Changes.of(
            new Change.Put("run.sh", content, true, Optional.empty()),
            put("sub/.ipynb_checkpoints/x", "old"),
            put("plain", "x")));
    assertThat(typed("stat -c %a:%u work/run.sh work/plain")).isEqualTo("755:1000\n644:1000\n");
    assertThat(snapshot().value()).containsOnlyKeys("run.sh", "plain");
  }

  @Test
  void refusesEachFileThatIsNotWhatItsSenderBelieves() {
    files.apply(home, "work", Changes.of(put("mine", "1"), put("same", "1"), put("gone", "1")));
    typed("echo edited > work/mine && rm work/gone && mkdir work/folder && ln -s mine work/link");
    Applied applied =
        files.apply(
            home,
            "work",
            Changes.of(
                replace("mine", "1", "2"),
                replace("same", "1", "2"),
                replace("gone", "1", "2"),
                put("same2", "2"),
                put("folder", "2"),
                put("link", "2"),
                put("mine/below", "2")));
    assertThat(applied.done()).containsExactly("same", "same2");
    assertThat(applied.refused())
        .containsExactly(
            new Refused("mine", Applied.Why.CHANGED),
            new Refused("gone", Applied.Why.MISSING),
            new Refused("folder", Applied.Why.NOT_A_FILE),
            new Refused("link", Applied.Why.NOT_A_FILE),
            new Refused("mine/below", Applied.Why.BLOCKED_PATH));
    assertThat(snapshot().value())
        .containsOnly(
            Map.entry("mine", "edited\n"), Map.entry("same", "2"), Map.entry("same2", "2"));
    assertThat(files.apply(home, "work", Changes.of(put("mine", "x"))).refused())
        .containsExactly(new Refused("mine", Applied.Why.EXISTS));
  }

  @Test
  void deletesWhatIsExpectedAndTheFoldersThatAreEmptyThen() {
    files.apply(home, "work", Changes.of(put("a/b/c", "1"), put("a/kept", "1"), put("d", "1")));
    typed("echo edited > work/d");
    Applied applied =
        files.apply(
            home,
            "work",
            Changes.of(
                new Change.Delete("a/b/c", hash("1")),
                new Change.Delete("d", hash("1")),
                new Change.Delete("never", hash("1")),
                put("a/b", "a file where the folder was")));
    assertThat(applied.done()).containsExactly("a/b/c", "never", "a/b");
    assertThat(applied.refused()).containsExactly(new Refused("d", Applied.Why.CHANGED));
    assertThat(snapshot().value()).containsOnlyKeys("a/b", "a/kept", "d");
  }

  @Test
  @Tag("UPD-25")
  void aReadOnlyFileIsReplacedAndDeletedLikeAnyOther() {
    files.apply(home, "work", Changes.of(put("fixed", "1"), put("gone", "1"), put("own", "1")));
    typed("chmod 444 work/fixed work/gone work/own");
    Applied applied =
        files.apply(
            home,
            "work",
            Changes.of(replace("fixed", "1", "2"), new Change.Delete("gone", hash("1"))));
    assertThat(applied.refused()).isEmpty();
    assertThat(snapshot().value()).containsOnly(Map.entry("fixed", "2"), Map.entry("own", "1"));
  }

  @Test
  void theSameChangesMayBeSentAgain() {
    Changes changes = Changes.of(put("a", "1"), put("b", "2"));
    files.apply(home, "work", changes);
    assertThat(files.apply(home, "work", changes).done()).containsExactly("a", "b");
  }

  @Test
  void aBrokenStreamChangesNothing() {
    Content shorter =
        new Content() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(new byte[3]);
          }
        };
    Changes changes =
        Changes.of(put("a", "1"), new Change.Put("b", shorter, false, Optional.empty()));
    assertThatThrownBy(() -> files.apply(home, "work", changes)).isInstanceOf(HomeRefused.class);
    files.apply(home, "work", Changes.of(put("c", "1")));
    assertThat(snapshot().value()).containsOnlyKeys("c");
  }

  @Test
  void whatAKilledHelperHadBegunIsFinishedByTheNextAct() {
    // As it is left by a kill after the first of three renames.
    String hash = hash("new").hex();
    typed(
        "mkdir -p work .mydocker-work/stage && printf new > work/a && printf old > work/c"
            + " && printf new > .mydocker-work/stage/1 && printf new > .mydocker-work/stage/2"
            + " && printf '4\\nworkput - absent %s 1\\naput - absent %s 1\\nbput - %s %s 1\\ncend\\n' "
            + hash
            + " "
            + hash
            + " "
            + hash("old").hex()
            + " "
            + hash
            + " > .mydocker-work/journal");
    assertThat(snapshot().value())
        .containsOnly(Map.entry("a", "new"), Map.entry("b", "new"), Map.entry("c", "new"));
    assertThat(typed("ls .mydocker-work .mydocker-work/stage")).doesNotContain("journal", "1");
  }

  @Test
  void aJournalThatAStudentMadeUpReachesNothingOutsideTheHome() {
    typed(
        "mkdir -p work .mydocker-work/stage && printf x > .mydocker-work/stage/0"
            + " && printf '4\\nworkput - absent %s 12\\n../../etc/xxend\\n' "
            + hash("x").hex()
            + " > .mydocker-work/journal");
    assertThat(snapshot().value()).isEmpty();
  }

  @Test
  void takesNoLinkNoDeviceAndNothingEndless() {
    typed(
        "mkdir work && cd work && echo ok > fine && ln -s /etc/passwd link && ln -s . loop"
            + " && ln fine hard && mkfifo fifo && truncate -s 1024G sparse && mkdir -m 0 locked"
            + " && echo x > secret && chmod 0 secret && ln -s /proc folder-link"
            + " && echo x > $(printf 'latin-\\351')");
    Snapshot<Map<String, String>> snapshot = snapshot();
    assertThat(snapshot.value()).containsOnly(Map.entry("fine", "ok\n"), Map.entry("hard", "ok\n"));
    assertThat(snapshot.skipped())
        .contains(
            new Skipped("link", Snapshot.Why.LINK),
            new Skipped("loop", Snapshot.Why.LINK),
            new Skipped("folder-link", Snapshot.Why.LINK),
            new Skipped("fifo", Snapshot.Why.SPECIAL),
            new Skipped("sparse", Snapshot.Why.TOO_LARGE),
            new Skipped("locked", Snapshot.Why.NOT_PERMITTED),
            new Skipped("secret", Snapshot.Why.NOT_PERMITTED))
        .hasSize(8)
        .extracting(Skipped::why)
        .contains(Snapshot.Why.NAME_NOT_UTF8);
  }

  @Test
  void aFolderThatIsALinkIsNotEntered() {
    typed("mkdir real && echo x > real/x && ln -s real work");
    assertRefused(HomeRefused.Reason.FOLDER_BLOCKED, this::snapshot);
    assertThat(files.apply(home, "work", Changes.of(put("x", "1"))).refused())
        .containsExactly(new Refused("x", Applied.Why.BLOCKED_PATH));
    typed("ln -s real other && mkdir work2 && ln -s ../real work2/inner");
    assertThat(files.apply(home, "work2", Changes.of(put("inner/x", "1"))).refused())
        .containsExactly(new Refused("inner/x", Applied.Why.BLOCKED_PATH));
    assertThat(typed("cat real/x")).isEqualTo("x\n");
  }

  @Test
  void staysInTheHomeWhileNamesAreSwappedUnderIt() {
    typed("mkdir -p work/d out && echo inside > work/d/f && echo outside > out/f");
    ContainerId student =
        engine.create(
            shell(
                "cd work && while true; do mv d e; ln -s ../out d; rm d; mv e d;"
                    + " mv d/f d/g; ln -s ../../out/f d/f; rm d/f; mv d/g d/f; done"));
    engine.start(student);
    for (int i = 0; i < 5; i++) {
      assertThat(snapshot().value().values()).doesNotContain("outside\n");
      files.apply(home, "work", Changes.of(replace("d/f", "outside\n", "overwritten")));
    }
    engine.remove(student);
    assertThat(typed("cat out/f")).isEqualTo("outside\n");
  }

  @Test
  void aFileThatGrowsAndAFolderThatGoesDoNotStopASnapshot() {
    typed("mkdir -p work/a work/b && echo fine > work/fine");
    ContainerId student =
        engine.create(
            shell(
                "cd work && while true; do head -c 100000 /dev/zero >> growing;"
                    + " rm -rf b; mkdir b; echo x > b/x; done"));
    engine.start(student);
    for (int i = 0; i < 3; i++) {
      assertThat(snapshot().value()).containsEntry("fine", "fine\n");
    }
    engine.remove(student);
  }

  @Test
  void overALimitTheWholeIsRefused() {
    typed(
        "mkdir work many && cd many && for i in $(seq 1 2100); do echo > $i; done;"
            + " cd ../work && for i in $(seq 1 10); do truncate -s 7M $i; done");
    assertRefused(HomeRefused.Reason.TOO_MANY_BYTES, this::snapshot);
    assertRefused(
        HomeRefused.Reason.TOO_MANY_ENTRIES,
        () -> files.snapshot(home, "many", LIMITS, HomeFilesIT::contents));
    assertRefused(
        HomeRefused.Reason.NO_SUCH_FOLDER,
        () -> files.snapshot(home, "nothing", LIMITS, HomeFilesIT::contents));
    assertRefused(
        HomeRefused.Reason.NO_SUCH_HOME,
        () -> files.snapshot(homes.newName(), "work", LIMITS, HomeFilesIT::contents));
  }

  @Test
  void tellsThatItsOwnFolderIsBlocked() {
    typed("rm -rf .mydocker-work && echo mine > .mydocker-work");
    assertRefused(
        HomeRefused.Reason.WORK_FOLDER_BLOCKED,
        () -> files.apply(home, "work", Changes.of(put("a", "1"))));
  }

  @Test
  void theWholeHomeIsTakenWithoutTheHelpersOwnFolder() {
    files.apply(home, "work", Changes.of(put("a", "1")));
    typed("echo x > .profile");
    assertThat(files.snapshot(home, ".", LIMITS, HomeFilesIT::contents).value())
        .containsOnlyKeys("work/a", ".profile");
  }

  @Test
  void aHundredFilesTakeAboutAsLongAsTheEngineNeedsToStartAContainer() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      changes.add(put("folder" + i % 10 + "/file" + i, "x".repeat(10_000)));
    }
    long begun = System.nanoTime();
    files.apply(home, "work", new Changes(changes));
    long applied = System.nanoTime();
    int runs = 5;
    for (int i = 0; i < runs; i++) {
      assertThat(snapshot().value()).hasSize(100);
    }
    long taken = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      typed("true");
    }
    long bare = System.nanoTime();
    System.out.printf(
        "100 files of 10 kB: apply %d ms, snapshot %d ms, a container that does nothing %d ms%n",
        (applied - begun) / 1_000_000,
        (taken - applied) / runs / 1_000_000,
        (bare - taken) / runs / 1_000_000);
    assertThat(Duration.ofNanos((taken - applied) / runs)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  @Tag("RUN-05")
  void movesWhatIsHiddenAsideWhateverItIsAndDeletesNothing() {
    typed(
        "mkdir -p work .jupyter/deep .ssh && echo x > .jupyter/deep/x && echo mine > work/a"
            + " && echo key > .ssh/id && ln -s /etc .link && mkfifo .pipe && echo o > .one");

    SetAside first = files.setAside(home, "settings-1", Set.of(".ssh"));

    assertThat(first.moved()).containsExactlyInAnyOrder(".jupyter", ".link", ".pipe", ".one");
    assertThat(first.left()).isEmpty();
    assertThat(typed("cat work/a .ssh/id settings-1/.jupyter/deep/x settings-1/.one"))
        .isEqualTo("mine\nkey\nx\no\n");
    assertThat(typed("ls -A").lines())
        .containsExactlyInAnyOrder(".mydocker-work", ".ssh", "settings-1", "work");
    assertThatThrownBy(() -> files.setAside(home, "settings-1", Set.of()))
        .isInstanceOf(HomeRefused.class);
    assertThat(files.setAside(home, "settings-2", Set.of(".ssh")).moved()).isEmpty();
    assertThat(typed("ls -d settings-*")).isEqualTo("settings-1\n");
  }
}
