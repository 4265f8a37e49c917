package org.mydocker.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The walls stand alone: no server, no other module; the archive wall touches nothing but archives.
 */
@AnalyzeClasses(
    packages = "org.mydocker.walls",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule wallsKnowNoServerAndNoModule =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta..", "javax.servlet..");

  @ArchTest
  static final ArchRule wallsKnowEachOtherInOneDirection =
      classes()
          .that()
          .resideInAnyPackage("..walls.archive..", "..walls.http..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "org.apache.commons.compress..",
              "org.tukaani.xz..",
              "org.apache.hc..",
              "org.mydocker.walls.archive..",
              "org.mydocker.walls.http..");

  @ArchTest
  static final ArchRule archivesMakeNoCalls =
      noClasses()
          .that()
          .resideInAPackage("..walls.archive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "..walls.http..");
}
