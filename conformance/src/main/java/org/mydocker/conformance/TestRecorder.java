package org.mydocker.conformance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down what every tagged test did, into {@code target/conformance} of the module that runs.
 *
 * <p>Found by JUnit through {@code META-INF/services}. The tags of a test are its own and those of
 * every container around it, so a tag on a class, on the interface of a contract test or on a
 * parameterised method counts for each test inside. A container that fails or is skipped speaks for
 * all its tests, those that never began included. Of a test that is run again the last run counts.
 */
public final class TestRecorder implements TestExecutionListener {

  private final ResultFiles files;
  private volatile Optional<TestPlan> running = Optional.empty();

  /** For JUnit: the directory of the Maven module under test, or what the property says. */
  public TestRecorder() {
    this(
        Path.of(
            System.getProperty(
                "mydocker.conformance.results",
                Path.of(System.getProperty("basedir", ""), "target", "conformance").toString())));
  }

  TestRecorder(Path directory) {
    this.files = new ResultFiles(directory);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    running = Optional.of(plan);
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    if (identifier.getSource().orElse(null) instanceof ClassSource source) {
      files.begin(topLevel(source.getClassName()));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    recordAllIn(identifier, Outcome.SKIPPED);
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    switch (result.getStatus()) {
      case FAILED -> recordAllIn(identifier, Outcome.FAILED);
      case ABORTED -> recordAllIn(identifier, Outcome.SKIPPED);
      case SUCCESSFUL -> {
        if (identifier.isTest()) {
          recordAllIn(identifier, Outcome.PASSED);
        } else {
          forgetFailureOf(identifier);
        }
      }
    }
  }

  private void recordAllIn(TestIdentifier identifier, Outcome outcome) {
    running.ifPresent(
        plan ->
            Stream.concat(Stream.of(identifier), plan.getDescendants(identifier).stream())
                .filter(each -> each.isTest() || plan.getChildren(each).isEmpty())
                .forEach(leaf -> recordOne(plan, leaf, outcome)));
  }

  private void recordOne(TestPlan plan, TestIdentifier leaf, Outcome outcome) {
    Set<String> tags = new TreeSet<>();
    outwards(plan, leaf).forEach(each -> each.getTags().forEach(tag -> tags.add(tag.getName())));
    Optional<String> type = outwards(plan, leaf).flatMap(TestRecorder::className).findFirst();
    if (tags.isEmpty() || type.isEmpty()) {
      return; // it claims no number, or it is no code of ours
    }
    String name = type.get() + "#" + methodName(leaf);
    files.put(topLevel(type.get()), leaf.getUniqueId(), TestResult.of(name, tags, outcome));
  }

  /** A parameterised method that failed before its first invocation is a leaf of its own then. */
  private void forgetFailureOf(TestIdentifier container) {
    className(container)
        .findFirst()
        .ifPresent(type -> files.forget(topLevel(type), container.getUniqueId()));
  }

  private static Stream<TestIdentifier> outwards(TestPlan plan, TestIdentifier leaf) {
    return Stream.iterate(
            Optional.of(leaf), Optional::isPresent, inner -> inner.flatMap(plan::getParent))
        .map(Optional::get);
  }

  private static Stream<String> className(TestIdentifier identifier) {
    return identifier.getSource().stream()
        .flatMap(
            source ->
                source instanceof MethodSource method
                    ? Stream.of(method.getClassName())
                    : source instanceof ClassSource type
                        ? Stream.of(type.getClassName())
                        : Stream.empty());
  }

  private static String methodName(TestIdentifier identifier) {
    return identifier
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElseGet(identifier::getDisplayName);
  }

  private static String topLevel(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }
}
