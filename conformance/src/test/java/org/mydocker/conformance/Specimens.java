package org.mydocker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Test classes of every shape, there to be run and recorded by {@link TestRecorderTest}; several
 * fail on purpose. Nested, so that the build does not take them for tests of its own.
 */
final class Specimens {

  private Specimens() {}

  static class Plain {
    @Test
    @Tag("AAA-01")
    @Tag("engine")
    void passes() {}

    @Test
    @Tag("AAA-02")
    void fails() {
      fail("on purpose");
    }

    @Test
    @Disabled("on purpose")
    @Tag("AAA-03")
    void isSwitchedOff() {}

    @Test
    @Tag("AAA-04")
    void assumesWhatIsNotSo() {
      assumeTrue(false);
    }

    @Test
    void claimsNothing() {}
  }

  @Tag("BBB-01")
  interface Contract {
    @Test
    @Tag("BBB-02")
    default void holds() {}
  }

  static class Keeper implements Contract {}

  static class Many {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("CCC-01")
    void holdsForEach(int number) {
      if (number == 2) {
        fail("on purpose");
      }
    }

    @ParameterizedTest
    @MethodSource("broken")
    @Tag("CCC-02")
    void neverBegins(int number) {}

    static Stream<Integer> broken() {
      throw new IllegalStateException("on purpose");
    }

    @TestFactory
    @Tag("CCC-03")
    Stream<DynamicTest> areMadeAsTheyRun() {
      return Stream.of(dynamicTest("one\tof them", () -> {}));
    }
  }

  @Tag("DDD-01")
  static class Outer {
    @Nested
    class Inner {
      @Test
      @Tag("DDD-02")
      void passes() {}
    }
  }

  static class BeforeAllFails {
    @BeforeAll
    static void breaks() {
      throw new IllegalStateException("on purpose");
    }

    @Test
    @Tag("EEE-01")
    void neverBegins() {}
  }

  static class AfterAllFails {
    @AfterAll
    static void breaks() {
      throw new IllegalStateException("on purpose");
    }

    @Test
    @Tag("EEE-02")
    void passes() {}
  }

  static class Wavering {
    static final AtomicInteger runs = new AtomicInteger();

    @BeforeAll
    static void count() {
      runs.incrementAndGet();
    }

    @Test
    @Tag("GGG-01")
    void passesInTheEnd() {
      assertThat(runs.get()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("brokenAtFirst")
    @Tag("GGG-02")
    void beginsInTheEnd(int number) {}

    static Stream<Integer> brokenAtFirst() {
      assertThat(runs.get()).isGreaterThan(1);
      return Stream.of(1, 2);
    }
  }

  @Disabled("on purpose")
  static class SwitchedOff {
    @Test
    @Tag("FFF-01")
    void neverBegins() {}
  }
}
