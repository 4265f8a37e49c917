package org.mydocker.broker.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.ProgramOutput;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.home.Applied.Refused;
import org.mydocker.broker.home.Snapshot.Skipped;

/**
 * Files in and out of homes, through the helper container (HOME-03). A snapshot is streamed to who
 * reads it. Changes are certain once they were all received: a helper that was killed between two
 * renames is continued by the next act upon that home. A folder is one name or several with slashes
 * between, or {@code "."} for the whole home. Works whether an environment runs in the home or not.
 */
public final class HomeFiles {
  /** The helper's own folder in each home; never taken, never written by anybody else. */
  public static final String WORK_FOLDER = ".mydocker-work";

  private static final int ATTEMPTS = 3;

  private final Helpers helpers;
  private final long maxApplyBytes;
  private final Duration maxApplyTime;

  /**
   * @param image the helper image
   * @param installation whose containers the helpers are
   * @param names gives an unguessable name at each call
   */
  public HomeFiles(
      Engine engine,
      String image,
      String installation,
      Supplier<String> names,
      long maxApplyBytes,
      Duration maxApplyTime) {
    this.helpers = new Helpers(engine, image, installation, names);
    this.maxApplyBytes = maxApplyBytes;
    this.maxApplyTime = maxApplyTime;
  }

  /** Makes a new volume ready: it belongs to user 1000 then, whatever image mounts it next. */
  public void prepare(VolumeName home) {
    act(home, List.of("prepare"), InputStream.nullInputStream()).requireEnd();
  }

  /** Has a reader read the files below a folder; throws {@link HomeRefused} over a limit. */
  public <T> Snapshot<T> snapshot(
      VolumeName home, String folder, SnapshotLimits limits, TarReader<T> reader) {
    List<String> command = new ArrayList<>();
    command.add("snapshot");
    command.add(Long.toString(limits.entries()));
    command.add(Long.toString(limits.bytes()));
    command.add(Long.toString(limits.fileBytes()));
    command.add(Integer.toString(limits.depth()));
    command.add(Long.toString(limits.time().toSeconds()));
    command.add(folder(folder));
    limits.leaveOut().stream().sorted().forEach(command::add);
    for (int attempt = 1; ; attempt++) {
      Optional<Snapshot<T>> taken =
          helpers.run(
              Helpers.mount(home, true),
              command,
              InputStream.nullInputStream(),
              limits.time(),
              program -> take(program, reader));
      if (taken.isPresent()) {
        return taken.get();
      }
      if (attempt == ATTEMPTS) {
        throw new HomeRefused(HomeRefused.Reason.BUSY, "changes are being applied");
      }
      resume(home);
    }
  }

  /** Brings changes into a folder, which is made if it is missing. */
  public Applied apply(VolumeName home, String folder, Changes changes) {
    List<String> command =
        List.of("apply", Long.toString(maxApplyBytes), seconds(), folder(folder));
    Report report;
    try {
      report = act(home, command, new ChangeStream(changes));
    } catch (UncheckedIOException broken) {
      throw new HomeRefused(HomeRefused.Reason.BROKEN, String.valueOf(broken.getMessage()));
    }
    report.requireEnd();
    return new Applied(
        report.ofKind("done").stream().map(Report.Line::path).toList(),
        report.ofKind("refused").stream()
            .map(
                line ->
                    new Refused(
                        line.path(),
                        Report.constant(Applied.Why.class, line.reason(), Applied.Why.OTHER)))
            .toList());
  }

  /** Finishes changes that a killed helper had begun, if there are any. */
  public void resume(VolumeName home) {
    List<String> command = List.of("resume", Long.toString(maxApplyBytes), seconds());
    act(home, command, InputStream.nullInputStream()).requireEnd();
  }

  /**
   * Moves what is hidden in the home (settings, caches) into a new folder of it, but for some
   * names. Nothing is deleted; a folder of that name must not be there yet.
   */
  public SetAside setAside(VolumeName home, String newFolder, Set<String> keep) {
    List<String> command = new ArrayList<>(List.of("set-aside", seconds(), newFolder));
    keep.stream().sorted().forEach(command::add);
    Report report = act(home, command, InputStream.nullInputStream());
    report.requireEnd();
    return new SetAside(
        newFolder,
        report.ofKind("done").stream().map(Report.Line::path).toList(),
        report.ofKind("refused").stream().map(Report.Line::path).toList());
  }

  /** Removes helper containers that a service left behind when it ended; for boot. */
  public void removeLeftovers() {
    helpers.removeEnded();
  }

  private Report act(VolumeName home, List<String> command, InputStream input) {
    return helpers.run(
        Helpers.mount(home, false),
        command,
        input,
        maxApplyTime,
        program -> {
          program.output().transferTo(OutputStream.nullOutputStream());
          return Report.of(program.complaints());
        });
  }

  /** Empty if changes must be finished first. A tar is never empty, so nothing means a failure. */
  private static <T> Optional<Snapshot<T>> take(ProgramOutput program, TarReader<T> reader)
      throws IOException {
    PushbackInputStream tar = new PushbackInputStream(program.output(), 1);
    int first = tar.read();
    if (first < 0) {
      Report report = Report.of(program.complaints());
      if (report.saysPending()) {
        return Optional.empty();
      }
      report.requireEnd();
      throw new HomeRefused(HomeRefused.Reason.BROKEN, "no tar came");
    }
    tar.unread(first);
    T value;
    try {
      value = reader.read(tar);
    } catch (IOException broken) {
      // Most likely because the helper gave up in the middle: then its reason is the better one.
      program.output().transferTo(OutputStream.nullOutputStream());
      Report.of(program.complaints()).requireEnd();
      throw broken;
    }
    program.output().transferTo(OutputStream.nullOutputStream());
    Report report = Report.of(program.complaints());
    report.requireEnd();
    List<Skipped> skipped =
        report.ofKind("skipped").stream()
            .map(
                line ->
                    new Skipped(
                        line.path(),
                        Report.constant(Snapshot.Why.class, line.reason(), Snapshot.Why.OTHER)))
            .toList();
    List<String> changed = report.ofKind("changed").stream().map(Report.Line::path).toList();
    return Optional.of(new Snapshot<>(value, skipped, changed));
  }

  private String seconds() {
    return Long.toString(Math.max(1, maxApplyTime.toSeconds()));
  }

  private static String folder(String folder) {
    if (!folder.equals(".")) {
      Paths.require(folder);
    }
    return folder;
  }
}
