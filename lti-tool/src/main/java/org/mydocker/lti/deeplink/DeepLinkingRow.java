package org.mydocker.lti.deeplink;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** One request that waits for its one answer (DL-13). */
@Entity
@Table(name = "deep_linking")
class DeepLinkingRow {
  @Id UUID id;
  UUID registration;
  UUID deployment;
  UUID course;
  UUID person;
  UUID visit;

  @Column(name = "return_url")
  String returnUrl;

  /** In base64: it may hold what a text column does not. */
  String data;

  /** Words with a space between, like the two that follow. */
  @Column(name = "accept_types")
  String acceptTypes;

  @Column(name = "media_types")
  String mediaTypes;

  String targets;

  @Column(name = "accept_multiple")
  boolean acceptMultiple;

  @Column(name = "accept_lineitem")
  boolean acceptLineitem;

  @Column(name = "auto_create")
  boolean autoCreate;

  Instant created;
  Instant expires;
  Instant answered;

  void accept(Acceptance from) {
    acceptTypes = String.join(" ", new TreeSet<>(from.types()));
    acceptMultiple = from.several();
    mediaTypes = String.join(" ", from.mediaTypes());
    targets = String.join(" ", new TreeSet<>(from.targets()));
    acceptLineitem = from.lineItems();
  }

  Acceptance accepts() {
    return new Acceptance(
        Set.copyOf(words(acceptTypes)),
        acceptMultiple,
        words(mediaTypes),
        Set.copyOf(words(targets)),
        acceptLineitem);
  }

  private static List<String> words(String column) {
    return column.isBlank() ? List.of() : List.of(column.split(" "));
  }
}
