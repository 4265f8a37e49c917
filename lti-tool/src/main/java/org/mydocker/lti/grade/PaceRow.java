package org.mydocker.lti.grade;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How fast scores go to one registration (AGS-15): so many, then a second without any. Hence no
 * second has more of them, wherever it begins and whichever instance sends.
 */
@Entity
@Table(name = "score_pace")
class PaceRow {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Id UUID registration;

  @Column(name = "last_post")
  Instant lastPost;

  int posts;

  /** Whether one may go now; it is counted then. A clock that was set back begins anew. */
  boolean take(Instant now, int most) {
    if (now.isBefore(lastPost) || !now.isBefore(lastPost.plus(PAUSE))) {
      posts = 0;
    }
    if (posts >= most) {
      return false;
    }
    posts++;
    lastPost = now;
    return true;
  }
}
