package org.mydocker.assignment.rows;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
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
