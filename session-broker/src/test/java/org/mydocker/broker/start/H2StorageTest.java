package org.mydocker.broker.start;

import org.mydocker.storage.TestDatabase;

/** The broker's rows in H2. */
class H2StorageTest extends StorageContract {
  @Override
  TestDatabase database() {
    return TestDatabase.h2("broker");
  }
}
