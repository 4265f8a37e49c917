package org.mydocker.assignment.handin;

import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.mydocker.storage.TestDatabase;

@Tag("slow")
class PostgresqlWorkTest extends WorkContract {

  @Override
  Function<String, TestDatabase> kind() {
    return TestDatabase::postgresql;
  }
}
