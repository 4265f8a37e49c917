package org.mydocker.assignment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of the others, and its rooms of each other. */
@AnalyzeClasses(packages = "org.mydocker.assignment", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_ONLY_KERNEL_WALLS_AND_STORAGE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.mydocker..")
          .orShould()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.mydocker.assignment..",
              "org.mydocker.kernel..",
              "org.mydocker.walls..",
              "org.mydocker.storage..",
              "java..",
              "jakarta..",
              "org.eclipse..",
              "org.apache.commons..",
              "org.hibernate..",
              "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule NO_ROOM_KNOWS_THE_PAGES =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mydocker.assignment.pages")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.mydocker.assignment.pages");

  @ArchTest
  static final ArchRule ONLY_PAGES_SPEAK_REST =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mydocker.assignment.pages")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");
}
