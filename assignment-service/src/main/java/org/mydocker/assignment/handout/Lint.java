package org.mydocker.assignment.handout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mydocker.assignment.handout.Finding.Kind;
import org.mydocker.assignment.repository.Dropped;
import org.mydocker.assignment.repository.TreeRecording;

/**
 * Reads material as a careful colleague would before it goes to students (SAFE-22): solutions left
 * in, hidden tests, keys and tokens, files too large to be meant. Looks at the first mebibyte of
 * each file.
 */
final class Lint implements TreeRecording.Inspection {

  private static final long LARGE = 20L << 20;
  private static final Pattern SOLUTION =
      Pattern.compile("BEGIN SOLUTION|END SOLUTION|\"solution_cell\"\\s*:\\s*true");
  private static final Pattern HIDDEN = Pattern.compile("(BEGIN|END) HIDDEN TESTS?");
  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----|\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}\\b"
              + "|\\bglpat-[A-Za-z0-9_-]{20}\\b");
  private static final Pattern SECRET_FILE =
      Pattern.compile(
          "(^|/)(\\.env|\\.netrc|\\.git-credentials|id_(rsa|ed25519|ecdsa)|[^/]*\\.p12)$");

  private final List<Finding> findings = new ArrayList<>();

  @Override
  public void look(String path, long size, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    note(SOLUTION.matcher(text).find(), Kind.SOLUTION_MARKER, path);
    note(HIDDEN.matcher(text).find(), Kind.HIDDEN_TESTS, path);
    boolean secretName = SECRET_FILE.matcher(path.toLowerCase(Locale.ROOT)).find();
    note(secretName || SECRET.matcher(text).find(), Kind.SECRET, path);
    note(size > LARGE, Kind.LARGE_FILE, path);
  }

  List<Finding> findings(List<Dropped> dropped) {
    List<Finding> all = new ArrayList<>(findings);
    dropped.forEach(drop -> all.add(new Finding(kind(drop.reason()), drop.path())));
    return all;
  }

  private void note(boolean seen, Kind kind, String path) {
    if (seen) {
      findings.add(new Finding(kind, path));
    }
  }

  private static Kind kind(Dropped.Reason reason) {
    return switch (reason) {
      case CHECKPOINT -> Kind.CHECKPOINT_DROPPED;
      case NESTED_GIT -> Kind.NESTED_GIT_DROPPED;
      case IGNORED -> Kind.IGNORED_DROPPED;
      case NAME_FORBIDDEN -> Kind.NAME_DROPPED;
    };
  }
}
