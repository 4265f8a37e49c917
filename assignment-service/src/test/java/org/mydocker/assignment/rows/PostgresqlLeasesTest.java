package org.mydocker.assignment.rows;

import org.junit.jupiter.api.AfterAll;
import org.mydocker.storage.TestDatabase;

class PostgresqlLeasesTest extends LeasesContract {

  private static final TestDatabase DATABASE = TestDatabase.postgresql("assignment");

  @Override
  TestDatabase database() {
    return DATABASE;
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }
}
