package org.mydocker.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.SessionScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Table;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.people.Viewer;

/** What holds for all modules together; only here are all of them at hand. */
class WholeApplicationTest {

  /** The schema of each module, and the packages that are the module. */
  private static final Map<String, String> MODULES =
      Map.of(
          "lti", "org.mydocker.lti",
          "assignment", "org.mydocker.assignment",
          "broker", "org.mydocker.broker",
          "site", "org.mydocker.web");

  private static final Map<String, String> FOLDERS =
      Map.of(
          "lti", "lti-tool",
          "assignment", "assignment-service",
          "broker", "session-broker",
          "site", "web");

  private static final Pattern TABLE =
      Pattern.compile(
          "(?i)\\b(?:from|join|into|update|table|references|on)\\s+(lti|assignment|broker|site)\\.\\w");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.mydocker");

  @Test
  @Tag("WEB-01")
  void nobodyUsesTheServletSession() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(HttpSession.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SessionScoped.class)
        .orShould()
        .callMethod(HttpServletRequest.class, "getSession")
        .orShould()
        .callMethod(HttpServletRequest.class, "getSession", boolean.class)
        .check(ALL);
  }

  @Test
  @Tag("WHO-01")
  void rolesOfTheSiteAreWeighedByTheKernelAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.mydocker.kernel..")
        .should()
        .callMethod(Viewer.class, "author")
        .orShould()
        .callMethod(Viewer.class, "platformSupport")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.mydocker.kernel..", "org.mydocker.broker.pages..")
        .should()
        .callMethod(Viewer.class, "administrator")
        .because("the broker's page only tells an administrator more of why a start failed")
        .check(ALL);
    assertThat(Refused.class).isFinal();
  }

  @Test
  @Tag("DATA-01")
  void thereIsOneDataSource() throws IOException {
    assertThat(ALL.stream().filter(type -> type.isAnnotatedWith(DataSourceDefinition.class)))
        .hasSize(1)
        .allSatisfy(
            type -> {
              DataSourceDefinition source = type.getAnnotationOfType(DataSourceDefinition.class);
              assertThat(source.className()).isEqualTo("${MPCONFIG=mydocker.db.class}");
              assertThat(source.name()).isEqualTo("java:app/jdbc/mydocker");
            });
    Set<String> units = new TreeSet<>();
    for (String unit : persistenceUnits()) {
      String name = first(unit, "persistence-unit name=\"([a-z]+)\"");
      assertThat(first(unit, "<jta-data-source>(.*)</jta-data-source>"))
          .isEqualTo("java:app/jdbc/mydocker");
      assertThat(first(unit, "hibernate\\.default_schema\" value=\"([a-z]+)\"")).isEqualTo(name);
      assertThat(first(unit, "mydocker\\.schema\" value=\"([a-z]+)\"")).isEqualTo(name);
      units.add(name);
    }
    assertThat(units).isEqualTo(new TreeSet<>(MODULES.keySet()));
  }

  @Test
  @Tag("DATA-01")
  void noModuleHasAnothersRows() {
    for (JavaClass entity :
        ALL.stream().filter(type -> type.isAnnotatedWith(Entity.class)).toList()) {
      assertThat(MODULES.values())
          .as(entity.getName())
          .anyMatch(module -> entity.getName().startsWith(module + "."));
      assertThat(entity.getAnnotationOfType(Table.class).schema()).as(entity.getName()).isEmpty();
    }
    int contexts = 0;
    for (JavaField field : fields()) {
      String unit = field.getAnnotationOfType(PersistenceContext.class).unitName();
      assertThat(field.getOwner().getName()).startsWith(MODULES.get(unit) + ".");
      contexts++;
    }
    assertThat(contexts).isGreaterThanOrEqualTo(MODULES.size());
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.mydocker.lti..", "org.mydocker.assignment..", "org.mydocker.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(ALL);
  }

  private static List<JavaField> fields() {
    return ALL.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.isAnnotatedWith(PersistenceContext.class))
        .toList();
  }

  /** What is written as SQL, in migrations and in sources, names tables of its own schema alone. */
  @Test
  @Tag("DATA-01")
  void noSqlNamesAnothersTable() throws IOException {
    int named = 0;
    for (Map.Entry<String, String> module : FOLDERS.entrySet()) {
      Path sources = Path.of("..", module.getValue(), "src", "main");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(one -> one.toString().matches(".*\\.(java|sql)")).toList()) {
          Matcher table = TABLE.matcher(Files.readString(file));
          while (table.find()) {
            assertThat(table.group(1)).as("%s: %s", file, table.group()).isEqualTo(module.getKey());
            named++;
          }
        }
      }
    }
    assertThat(named).as("the pattern still finds SQL").isPositive();
  }

  private static List<String> persistenceUnits() throws IOException {
    List<String> texts = new ArrayList<>();
    for (URL url :
        Collections.list(
            WholeApplicationTest.class.getClassLoader().getResources("META-INF/persistence.xml"))) {
      try (InputStream in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.contains("mydocker.schema")) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static String first(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }
}
