package org.mydocker.broker.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The gateway and the inner door can become processes of their own at any time. */
@AnalyzeClasses(packages = "org.mydocker.broker", importOptions = DoNotIncludeTests.class)
class DoorsStandAloneTest {
  private static final String[] OUTSIDE = {
    "java..", "javax.crypto..", "javax.net.ssl..", "io.vertx..", "io.netty.."
  };

  @ArchTest
  static final ArchRule theGatewayKnowsNoOtherRoom =
      classes()
          .that()
          .resideInAPackage("org.mydocker.broker.gateway")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with("org.mydocker.broker.gateway", "org.mydocker.broker.wire"));

  @ArchTest
  static final ArchRule theInnerDoorKnowsNoOtherRoom =
      classes()
          .that()
          .resideInAPackage("org.mydocker.broker.innerdoor")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with("org.mydocker.broker.innerdoor", "org.mydocker.broker.wire"));

  @ArchTest
  static final ArchRule whatTheyShareKnowsNeither =
      classes()
          .that()
          .resideInAPackage("org.mydocker.broker.wire")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with("org.mydocker.broker.wire"));

  private static String[] with(String... rooms) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(rooms), java.util.Arrays.stream(OUTSIDE))
        .toArray(String[]::new);
  }
}
