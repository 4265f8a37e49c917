package org.mydocker.assignment.rows;

import org.junit.jupiter.api.AfterAll;
import org.mydocker.storage.TestDatabase;

class H2LeasesTest extends LeasesContract {

  private static final TestDatabase DATABASE = TestDatabase.h2("assignment");

  @Override
  TestDatabase database() {
    return DATABASE;
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }
}
