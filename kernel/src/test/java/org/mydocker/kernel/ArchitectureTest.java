package org.mydocker.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kernel is words: it knows no module, no database, no engine. */
@AnalyzeClasses(packages = "org.mydocker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule WORDS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("org.mydocker.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mydocker.lti..",
              "org.mydocker.assignment..",
              "org.mydocker.broker..",
              "org.mydocker.web..",
              "jakarta.persistence..",
              "jakarta.ws.rs..",
              "io.vertx..",
              "com.github.dockerjava..",
              "org.eclipse.jgit..");
}
