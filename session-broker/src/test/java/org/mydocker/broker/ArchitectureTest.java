package org.mydocker.broker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The broker's walls: towards the other modules, and between its rooms. */
@AnalyzeClasses(
    packages = "org.mydocker.broker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_BROKER_KNOWS_NO_OTHER_MODULE =
      classes()
          .that()
          .resideInAPackage("org.mydocker.broker..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "org.mydocker.broker..",
                      "org.mydocker.kernel..",
                      "org.mydocker.walls..",
                      "org.mydocker.storage..")
                  .or(resideOutsideOfPackage("org.mydocker.."))
                  .as("the broker, the kernel, the walls, storage, or nothing of ours"));

  @ArchTest
  static final ArchRule ENGINE_AND_GATEWAY_CAN_LEAVE_THE_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.mydocker.broker.engine..",
              "org.mydocker.broker.home..",
              "org.mydocker.broker.gateway..",
              "org.mydocker.broker.innerdoor..",
              "org.mydocker.broker.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule ONLY_THE_WIRING_AND_THE_PAGES_KNOW_CDI =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.mydocker.broker.wiring..", "org.mydocker.broker.pages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.inject..",
              "jakarta.enterprise..",
              "jakarta.transaction..",
              "jakarta.ws..",
              "jakarta.servlet..",
              "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule THE_CATALOGUE_KNOWS_NO_SESSIONS =
      noClasses()
          .that()
          .resideInAPackage("org.mydocker.broker.catalogue..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mydocker.broker.start..",
              "org.mydocker.broker.lifecycle..",
              "org.mydocker.broker.entrance..",
              "org.mydocker.broker.engine..");
}
