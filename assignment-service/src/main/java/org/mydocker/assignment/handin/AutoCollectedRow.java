package org.mydocker.assignment.handin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;

/** What was taken at the due date, in the database. */
@Entity
@Table(name = "auto_collected")
class AutoCollectedRow {
  @Id UUID id;
  UUID work;

  @Column(name = "commit_id")
  String commit;

  @Column(name = "tree_id")
  String tree;

  Instant collected;

  protected AutoCollectedRow() {}

  AutoCollectedRow(UUID work, ObjectId commit, ObjectId tree, Instant collected) {
    this.id = UUID.randomUUID();
    this.work = work;
    this.commit = commit.name();
    this.tree = tree.name();
    this.collected = collected;
  }

  AutoCollected collected() {
    return new AutoCollected(work, ObjectId.fromString(commit), collected);
  }
}
