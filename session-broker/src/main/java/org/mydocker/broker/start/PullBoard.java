package org.mydocker.broker.start;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.broker.engine.PullProgress;
import org.mydocker.broker.rows.Transactions;

/**
 * Where all instances read how far the pulls are (START-03): each writes its own about every
 * second, and what was not written for a while is over, whatever became of who wrote it.
 */
public final class PullBoard {

  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST = 500;

  private final Transactions transactions;
  private final InstantSource clock;
  private final Set<String> mine = new HashSet<>(); // guarded by this

  public PullBoard(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What this instance pulls now; what it told of before and does not pull any more is removed. */
  synchronized void write(Map<String, PullProgress> running) {
    if (running.isEmpty() && mine.isEmpty()) {
      return;
    }
    Set<String> over = new HashSet<>(mine);
    over.removeAll(running.keySet());
    Instant now = clock.instant();
    transactions.run(
        rows -> {
          rows.createQuery("delete from PullRow p where p.at < :old or p.image in :over")
              .setParameter("old", now.minus(KEPT))
              .setParameter("over", over)
              .executeUpdate();
          running.forEach(
              (image, pull) ->
                  rows.merge(new PullRow(image, pull.bytes(), pull.totalBytes(), now)));
        });
    mine.clear();
    mine.addAll(running.keySet());
  }

  /** All pulls under way, by image. */
  Map<String, PullProgress> read() {
    return transactions.in(
        rows ->
            rows.createQuery("select p from PullRow p where p.at > :fresh", PullRow.class)
                .setParameter("fresh", clock.instant().minus(FRESH))
                .setMaxResults(MOST)
                .getResultStream()
                .collect(
                    Collectors.toMap(
                        row -> row.image, row -> new PullProgress(row.bytes, row.total))));
  }
}
