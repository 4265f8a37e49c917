package org.mydocker.lti.platform;

import org.junit.jupiter.api.AfterAll;
import org.mydocker.storage.TestDatabase;

class PlatformsH2Test implements PlatformsContract {

  private static final TestDatabase DATABASE = TestDatabase.h2("lti");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  public TestDatabase database() {
    return DATABASE;
  }
}
