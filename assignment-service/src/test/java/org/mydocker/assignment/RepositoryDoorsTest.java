package org.mydocker.assignment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which of the Git rooms may know what. */
@AnalyzeClasses(packages = "org.mydocker.assignment", importOptions = DoNotIncludeTests.class)
class RepositoryDoorsTest {

  @ArchTest
  static final ArchRule ONE_ROOM_OPENS_REPOSITORIES =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mydocker.assignment.repository")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jgit.storage.file");

  @ArchTest
  static final ArchRule NOTHING_IS_CHECKED_OUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.eclipse\\.jgit\\.(api\\..*|dircache\\.DirCacheCheckout.*)");

  @ArchTest
  static final ArchRule ONLY_THE_DOOR_KNOWS_SERVLETS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.mydocker.assignment.repository",
              "org.mydocker.assignment.handout",
              "org.mydocker.assignment.merge",
              "org.mydocker.assignment.submission")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");
}
