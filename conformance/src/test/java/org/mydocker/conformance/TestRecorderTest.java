package org.mydocker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class TestRecorderTest {

  private static final String SPECIMENS = "org.mydocker.conformance.Specimens";

  @TempDir Path directory;

  @Test
  void writesWhatEachTaggedTestDid() throws IOException {
    assertThat(resultsOf(Specimens.Plain.class))
        .containsExactlyInAnyOrder(
            SPECIMENS + "$Plain#passes\tAAA-01,engine\tpassed",
            SPECIMENS + "$Plain#fails\tAAA-02\tfailed",
            SPECIMENS + "$Plain#isSwitchedOff\tAAA-03\tskipped",
            SPECIMENS + "$Plain#assumesWhatIsNotSo\tAAA-04\tskipped");
  }

  @Test
  void countsTheTagsOfAContractForTheClassThatKeepsIt() throws IOException {
    assertThat(resultsOf(Specimens.Keeper.class))
        .containsExactly(SPECIMENS + "$Keeper#holds\tBBB-01,BBB-02\tpassed");
  }

  @Test
  void recordsEachRunOfAParameterisedTestAndTheOnesThatNeverBegan() throws IOException {
    assertThat(resultsOf(Specimens.Many.class))
        .containsExactlyInAnyOrder(
            SPECIMENS + "$Many#holdsForEach\tCCC-01\tpassed",
            SPECIMENS + "$Many#holdsForEach\tCCC-01\tfailed",
            SPECIMENS + "$Many#neverBegins\tCCC-02\tfailed",
            SPECIMENS + "$Many#areMadeAsTheyRun\tCCC-03\tpassed");
  }

  @Test
  void countsTheTagsOfAnOuterClassForTheTestsInside() throws IOException {
    assertThat(resultsOf(Specimens.Outer.class))
        .containsExactly(SPECIMENS + "$Outer$Inner#passes\tDDD-01,DDD-02\tpassed");
  }

  @Test
  void recordsTestsThatNeverBeganBecauseTheirClassFailed() throws IOException {
    assertThat(resultsOf(Specimens.BeforeAllFails.class))
        .containsExactly(SPECIMENS + "$BeforeAllFails#neverBegins\tEEE-01\tfailed");
  }

  @Test
  void takesBackTheTestsOfAClassThatFailsInTheEnd() throws IOException {
    assertThat(resultsOf(Specimens.AfterAllFails.class))
        .containsExactly(SPECIMENS + "$AfterAllFails#passes\tEEE-02\tfailed");
  }

  @Test
  void recordsTheTestsOfAClassThatIsSwitchedOff() throws IOException {
    assertThat(resultsOf(Specimens.SwitchedOff.class))
        .containsExactly(SPECIMENS + "$SwitchedOff#neverBegins\tFFF-01\tskipped");
  }

  @Test
  void forgetsWhatAnEarlierRunOfTheSameClassDid() throws IOException {
    resultsOf(Specimens.Plain.class);
    assertThat(resultsOf(Specimens.Outer.class))
        .containsExactly(SPECIMENS + "$Outer$Inner#passes\tDDD-01,DDD-02\tpassed");
  }

  @Test
  void countsTheLastRunOfATestThatIsRunAgain() throws IOException {
    Specimens.Wavering.runs.set(0);
    TestRecorder recorder = new TestRecorder(directory);
    assertThat(resultsOf(Specimens.Wavering.class, recorder))
        .containsExactlyInAnyOrder(
            SPECIMENS + "$Wavering#passesInTheEnd\tGGG-01\tfailed",
            SPECIMENS + "$Wavering#beginsInTheEnd\tGGG-02\tfailed");
    assertThat(resultsOf(Specimens.Wavering.class, recorder))
        .containsExactlyInAnyOrder(
            SPECIMENS + "$Wavering#passesInTheEnd\tGGG-01\tpassed",
            SPECIMENS + "$Wavering#beginsInTheEnd\tGGG-02\tpassed",
            SPECIMENS + "$Wavering#beginsInTheEnd\tGGG-02\tpassed");
  }

  @Test
  void isFoundByTheLauncherOfAnyModule() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .anyMatch(TestRecorder.class::isInstance);
  }

  private List<String> resultsOf(Class<?> specimen) throws IOException {
    return resultsOf(specimen, new TestRecorder(directory));
  }

  private List<String> resultsOf(Class<?> specimen, TestRecorder recorder) throws IOException {
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(specimen)).build(),
            recorder);
    return Files.readAllLines(directory.resolve("results-" + SPECIMENS + ".tsv"));
  }
}
