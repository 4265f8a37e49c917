package org.mydocker.broker.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the rooms of the engine and the homes know of, and what nobody else does. */
@AnalyzeClasses(
    packages = "org.mydocker.broker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EngineArchitectureTest {

  @ArchTest
  static final ArchRule THE_ENGINE_AND_THE_HOMES_KNOW_NOTHING_OF_THE_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage("org.mydocker.broker.engine..", "org.mydocker.broker.home..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule ONLY_ONE_ROOM_KNOWS_DOCKER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.mydocker.broker.engine.docker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.dockerjava..");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NOTHING_OF_HOMES =
      noClasses()
          .that()
          .resideInAPackage("org.mydocker.broker.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.mydocker.broker.home..");

  @ArchTest
  @ArchTag("ENG-03")
  static final ArchRule NOBODY_REMOVES_OR_PRUNES_IMAGES =
      noClasses().should().dependOnClassesThat().haveNameMatching(".*(RemoveImage|Prune).*");
}
