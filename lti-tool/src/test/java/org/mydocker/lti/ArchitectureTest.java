package org.mydocker.lti;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.mydocker.lti", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnTheKernelAndTheWallsOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.mydocker.lti..",
              "org.mydocker.kernel..",
              "org.mydocker.walls..",
              "org.mydocker.storage..",
              "java..",
              "javax.crypto..",
              "jakarta..",
              "org.eclipse.microprofile.config..",
              "com.nimbusds.jose..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule roomsHaveNoCircles =
      slices().matching("org.mydocker.lti.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule joseBelongsToKeysAndChecks =
      classes()
          .that()
          .resideInAnyPackage(
              "..people..", "..registration..", "..roster..", "..grade..", "..service..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("com.nimbusds..");
}
