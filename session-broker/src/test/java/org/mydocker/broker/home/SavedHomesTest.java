package org.mydocker.broker.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.broker.engine.VolumeName;

class SavedHomesTest {

  private static final VolumeName LARGE = new VolumeName("home-large");
  private static final VolumeName SMALL = new VolumeName("home-small");

  private final List<VolumeName> filled = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ending = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path directory;

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private void unpack(VolumeName home, InputStream tar) {
    if (home.equals(LARGE)) {
      begun.countDown();
      awaited(ending);
    }
    filled.add(home);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void oneHomeThatIsFilledKeepsNobodyFromAnotherAndIsFilledOnce() throws Exception {
    SavedHomes saved = new SavedHomes(directory, this::unpack);
    for (VolumeName home : List.of(LARGE, SMALL)) {
      Files.writeString(directory.resolve(home.value() + ".tar"), "tar");
      saved.begin(home);
      assertThat(saved.begun(home)).isTrue();
    }
    CompletableFuture<Void> large = CompletableFuture.runAsync(() -> saved.fill(LARGE), threads);
    awaited(begun);
    CompletableFuture<Void> again = CompletableFuture.runAsync(() -> saved.fill(LARGE), threads);
    CompletableFuture.runAsync(() -> saved.fill(SMALL), threads).get(30, TimeUnit.SECONDS);
    assertThat(filled).containsExactly(SMALL);
    assertThat(saved.begun(SMALL)).isFalse();
    assertThat(saved.begun(LARGE)).isTrue();

    ending.countDown();
    CompletableFuture.allOf(large, again).get(30, TimeUnit.SECONDS);
    assertThat(filled).containsExactly(SMALL, LARGE);
    assertThat(saved.begun(LARGE)).isFalse();
    assertThat(saved.waiting(LARGE)).isEmpty();
  }

  @Test
  void aHomeForWhichNothingWaitsIsNotFilled() throws IOException {
    SavedHomes saved = new SavedHomes(directory, this::unpack);
    Files.createFile(directory.resolve(SMALL.value() + ".begun"));
    saved.fill(SMALL);
    assertThat(saved.begun(SMALL)).isFalse();
    assertThat(filled).isEmpty();
  }
}
