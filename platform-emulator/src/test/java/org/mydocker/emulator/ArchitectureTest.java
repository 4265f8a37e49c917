package org.mydocker.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The emulator stands alone: what it shared with the tool, it could not test. */
@AnalyzeClasses(
    packages = "org.mydocker.emulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule nothingOfTheProductIsUsed =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.mydocker.emulator..",
              "java..",
              "javax.crypto..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson..",
              "org.jose4j..");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("org.mydocker.emulator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatTheLmsKnowsSpeaksNeitherHttpNorLti =
      noClasses()
          .that()
          .resideInAPackage("..campus..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..http..", "..lti..", "org.jose4j..");
}
