package org.mydocker.broker.start;

import org.mydocker.storage.TestDatabase;

/** The broker's rows in PostgreSQL. */
class PostgresqlStorageTest extends StorageContract {
  @Override
  TestDatabase database() {
    return TestDatabase.postgresql("broker");
  }
}
