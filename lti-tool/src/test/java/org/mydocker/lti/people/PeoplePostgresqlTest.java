package org.mydocker.lti.people;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
class PeoplePostgresqlTest implements PeopleContract {

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
