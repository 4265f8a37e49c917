package org.mydocker.broker.border;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether this machine is closed to the sessions (GATE-04). The service does not set rules, which
 * only root may: it writes down which ones there must be, and {@code scripts/guard}, which root
 * runs, sets them, looks every two seconds whether they are still there, and says so in a file that
 * is read here. A guard that says nothing any more is as bad as none.
 */
public final class HostFirewall {

  private static final Logger LOG = System.getLogger(HostFirewall.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 200;

  private final Path wanted;
  private final Path state;
  private final InstantSource clock;
  private volatile Seen seen = new Seen("not looked yet", 0);
  private boolean first = true;

  /**
   * @param open what is wrong; empty if the host is closed
   * @param missed how often the guard found rules missing
   */
  private record Seen(String open, long missed) {}

  public HostFirewall(Path data, InstantSource clock) {
    this.wanted = data.resolve("firewall.wanted");
    this.state = data.resolve("run").resolve("firewall.state");
    this.clock = clock;
  }

  /**
   * Writes down what must be closed, for who may do it.
   *
   * @param innerDoorPort the one port that stays open; 0 for none
   */
  public void want(String openBridge, String closedBridge, int innerDoorPort) {
    try {
      Files.createDirectories(wanted.getParent());
      Path fresh = Files.createTempFile(wanted.getParent(), "firewall", ".wanted");
      Files.writeString(fresh, "%s %s %d\n".formatted(openBridge, closedBridge, innerDoorPort));
      Files.move(fresh, wanted, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + wanted, e);
    }
  }

  /** Reads what the guard says; what changed is logged. */
  public synchronized void look() {
    Seen now = read();
    Seen before = seen;
    seen = now;
    if (!first && now.missed > 0 && now.missed != before.missed) {
      LOG.log(
          Level.WARNING,
          "firewall rules that close this machine to the sessions were missing, {0} in all",
          now.missed);
    }
    if (first || !now.open.equals(before.open)) {
      if (now.open.isEmpty()) {
        LOG.log(Level.INFO, "this machine is closed to the sessions");
      } else {
        LOG.log(Level.WARNING, "this machine may be open to the sessions: {0}", now.open);
      }
    }
    first = false;
  }

  /** Why the host may be open to the sessions, with what to do; empty if it is closed. */
  public Optional<String> open() {
    return Optional.of(seen.open).filter(reason -> !reason.isEmpty());
  }

  private Seen read() {
    try {
      Instant written = Files.getLastModifiedTime(state).toInstant();
      if (written.plus(FRESH).isBefore(clock.instant())) {
        return new Seen(nobody(), seen.missed);
      }
      String[] words = text().split(" ", -1);
      long missed = words.length > 1 ? Long.parseLong(words[1]) : 0;
      return new Seen(words[0].equals("closed") ? "" : refused(), missed);
    } catch (NoSuchFileException none) {
      return new Seen(nobody(), seen.missed);
    } catch (IOException | NumberFormatException unreadable) {
      return new Seen("what the firewall guard wrote cannot be read", seen.missed);
    }
  }

  private String text() throws IOException {
    try (var in = Files.newInputStream(state)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
    }
  }

  private static String nobody() {
    return "nobody keeps the firewall rules; as root: ./mydocker firewall";
  }

  private static String refused() {
    return "firewall rules are missing; see run/firewall.log in the data directory";
  }
}
