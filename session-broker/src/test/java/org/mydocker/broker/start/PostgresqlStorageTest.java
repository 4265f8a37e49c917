package org.mydocker.broker.start;

import org.junit.jupiter.api.Tag;
import org.mydocker.storage.TestDatabase;

/** The broker's rows in PostgreSQL. */
@Tag("slow")
class PostgresqlStorageTest extends StorageContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgresql("broker");
  }
}
