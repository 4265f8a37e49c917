package org.mydocker.broker.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;

/** A {@link StartEvent} kept for who comes late (START-03); facts as a JSON object. */
@Entity
@Table(name = "start_event")
@IdClass(StartEventRow.Key.class)
class StartEventRow {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 10_000;

  @Id UUID session;
  @Id int generation;
  @Id long sequence;
  Instant at;
  String state;
  String facts;

  protected StartEventRow() {}

  StartEventRow(SessionRow of, long sequence, Instant at, Map<String, String> facts) {
    this.session = of.id;
    this.generation = of.generation;
    this.sequence = sequence;
    this.at = at;
    this.state = of.state;
    this.facts = write(facts);
  }

  StartEvent event() {
    try {
      return new StartEvent(
          sequence,
          at,
          SessionState.valueOf(state),
          JSON.readValue(facts, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Map<String, String> facts) {
    try {
      String text = JSON.writeValueAsString(facts);
      return text.length() <= MOST ? text : "{}";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What makes an event one. */
  static class Key implements Serializable {
    UUID session;
    int generation;
    long sequence;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.session.equals(session)
          && key.generation == generation
          && key.sequence == sequence;
    }

    @Override
    public int hashCode() {
      return Objects.hash(session, generation, sequence);
    }
  }
}
