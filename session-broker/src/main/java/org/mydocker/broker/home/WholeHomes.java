package org.mydocker.broker.home;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;

/**
 * A whole home as a tar, links, rights and times included: what a backup takes and a restore
 * brings. Made by the tar of an image that has one, in a helper container like any other: user
 * 1000, that volume, no network. It works while environments run in the home; a file that changes
 * while it is read is in the tar as it was found.
 */
public final class WholeHomes {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final String HOME = "/home-volume";
  private static final int MOST_WORDS = 300;

  /** Tells how tar ended, since a program's streams are all that comes back. */
  private static final String TELLING = "\"$@\"; code=$?; { echo; echo \"tar ended $code\"; } >&2";

  private final Helpers helpers;

  /**
   * @param image one with {@code sh} and GNU tar, such as that of the notebook
   */
  public WholeHomes(Engine engine, String image, String installation, Supplier<String> names) {
    this.helpers = new Helpers(engine, image, installation, names);
  }

  /** Writes all that is in the home; throws {@link HomeRefused} if something could not be read. */
  public void pack(VolumeName home, OutputStream tar) {
    List<String> pack =
        List.of(
            "tar",
            "--create",
            "--one-file-system",
            "--directory=" + HOME,
            "--exclude=./" + HomeFiles.WORK_FOLDER,
            ".");
    run(new VolumeMount(home, HOME, true), pack, InputStream.nullInputStream(), tar);
  }

  /** Brings a packed home into a volume that is there; again is no error. */
  public void unpack(VolumeName home, InputStream tar) {
    List<String> unpack =
        List.of("tar", "--extract", "--preserve-permissions", "--directory=" + HOME);
    run(new VolumeMount(home, HOME, false), unpack, tar, OutputStream.nullOutputStream());
  }

  private void run(VolumeMount home, List<String> tar, InputStream input, OutputStream output) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", TELLING, "sh"));
    command.addAll(tar);
    String told =
        helpers.run(
            home,
            command,
            input,
            PATIENCE,
            program -> {
              program.output().transferTo(output);
              return new String(program.complaints(), StandardCharsets.UTF_8).strip();
            });
    int last = told.lastIndexOf("tar ended ");
    // 1 means that a file changed or vanished while it was read.
    if (last < 0 || !List.of("0", "1").contains(told.substring(last + 10).strip())) {
      throw new HomeRefused(HomeRefused.Reason.BROKEN, beginning(told));
    }
  }

  private static String beginning(String told) {
    return told.substring(0, Math.min(told.length(), MOST_WORDS)).replaceAll("\\s+", " ");
  }
}
