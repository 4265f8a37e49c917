package org.mydocker.broker.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Data that a version's sessions read; {@code role} is empty where all have it. */
@Entity
@Table(name = "data_mount")
class DataMountRow {
  @Id UUID id;
  UUID version;
  String role;
  String volume;
  String target;

  protected DataMountRow() {}

  DataMountRow(UUID version, String role, DataMount mount) {
    this.id = UUID.randomUUID();
    this.version = version;
    this.role = role;
    this.volume = mount.volume();
    this.target = mount.target();
  }

  DataMount mount() {
    return new DataMount(volume, target);
  }
}
