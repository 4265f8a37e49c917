package org.mydocker.broker.start;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How far the pull of an image is, for the instances that do not pull it themselves. */
@Entity
@Table(name = "image_pull")
class PullRow {
  @Id String image;
  long bytes;
  long total;
  Instant at;

  protected PullRow() {}

  PullRow(String image, long bytes, long total, Instant at) {
    this.image = image;
    this.bytes = bytes;
    this.total = total;
    this.at = at;
  }
}
