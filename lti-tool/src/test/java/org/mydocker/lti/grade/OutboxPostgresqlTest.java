package org.mydocker.lti.grade;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
class OutboxPostgresqlTest implements OutboxContract {

  private static final TestDatabase DATABASE = TestDatabase.postgresql("lti");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  public TestDatabase database() {
    return DATABASE;
  }
}
