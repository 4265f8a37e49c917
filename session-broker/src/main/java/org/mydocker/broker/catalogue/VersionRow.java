package org.mydocker.broker.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One version of an environment; never changed once a session may have it (broker.md ENV-04). */
@Entity
@Table(name = "environment_version")
class VersionRow {
  @Id UUID id;
  UUID environment;
  int number;

  @Column(name = "interface")
  String face;

  String image;
  String digest;
  String command;
  int port;
  boolean secure;

  /** One {@code name=number} a line. */
  String ports = "";

  @Column(name = "start_path")
  String startPath;

  double cpus;

  @Column(name = "memory_mib")
  long memory;

  long processes;

  @Column(name = "shared_memory_mib")
  long sharedMemory;

  int gpus;
  String home;

  @Column(name = "mount_path")
  String mountPath;

  @Column(name = "idle_minutes")
  Integer idleMinutes;

  @Column(name = "lifetime_minutes")
  Integer lifetimeMinutes;

  String network;

  /** One host a line. */
  String allowed = "";

  /** What it needs beyond every session's; as {@link Needs#text} writes it. */
  String needs = "";

  String software = "";
  Instant made;

  protected VersionRow() {}

  VersionRow(UUID environment, int number, Instant made) {
    this.id = UUID.randomUUID();
    this.environment = environment;
    this.number = number;
    this.made = made;
  }
}
