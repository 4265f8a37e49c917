package org.mydocker.assignment.handin;

import java.util.function.Function;
import org.mydocker.storage.TestDatabase;

class H2WorkTest extends WorkContract {

  @Override
  Function<String, TestDatabase> kind() {
    return TestDatabase::h2;
  }
}
