package org.mydocker.assignment.work;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A note of the last merge in the database. */
@Entity
@Table(name = "merge_note")
class NoteRow {
  @Id UUID id;
  UUID work;
  int version;
  int place;
  String kind;
  String path;
  String other;
  Instant noted;

  protected NoteRow() {}

  NoteRow(UUID work, int place, Note note) {
    this.id = UUID.randomUUID();
    this.work = work;
    this.version = note.version();
    this.place = place;
    this.kind = note.kind();
    this.path = note.path();
    this.other = note.other().orElse(null);
    this.noted = note.noted();
  }

  Note note() {
    return new Note(version, kind, path, Optional.ofNullable(other), noted);
  }
}
