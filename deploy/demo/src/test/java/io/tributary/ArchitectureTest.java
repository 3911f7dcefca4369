package io.tributary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which parts of Tributary may know of which. */
class ArchitectureTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir"), "../..").normalize();

  /** Each module's package, and where its classes are. */
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "io.tributary.common", "common",
              "io.tributary.hudi", "hudi",
              "io.tributary.bronze", "jobs/bronze",
              "io.tributary.silver", "jobs/silver",
              "io.tributary.consumer", "jobs/consumer",
              "io.tributary.embedded", "deploy/embedded",
              "io.tributary.cli", "deploy/cli",
              "io.tributary.demo", "deploy/demo"));

  /** What a module may know of besides itself; deploy/cli and deploy/demo may know all. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "io.tributary.common", Set.of(),
          "io.tributary.embedded", Set.of(),
          "io.tributary.hudi", Set.of("io.tributary.common"),
          "io.tributary.bronze", Set.of("io.tributary.common"),
          "io.tributary.silver", Set.of("io.tributary.common", "io.tributary.hudi"),
          "io.tributary.consumer", Set.of("io.tributary.common", "io.tributary.hudi"));

  /** What runs on a cluster. */
  private static final String[] JOBS = {
    "io.tributary.common..",
    "io.tributary.hudi..",
    "io.tributary.bronze..",
    "io.tributary.silver..",
    "io.tributary.consumer.."
  };

  /**
   * Classes of the MySQL connector that bronze replaces, and those that see what it hides: their
   * names are not ours to choose.
   */
  private static final String[] REPLACED = {
    "io.debezium.connector.mysql",
    "io.debezium.relational",
    "org.apache.flink.cdc.connectors.mysql.."
  };

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    List<Path> directories =
        MODULES.values().stream()
            .map(module -> ROOT.resolve(module).resolve("target/classes"))
            .collect(Collectors.toList());
    assertThat(directories)
        .as("classes of all modules; build them first: mvn test-compile")
        .allMatch(Files::isDirectory);
    classes = new ClassFileImporter().importPaths(directories);
  }

  @Test
  void everyModuleIsLookedAt() {
    MODULES
        .keySet()
        .forEach(
            module ->
                assertThat(classes.that(resideInAPackage(module + ".."))).as(module).isNotEmpty());
    assertThat(
            classes
                .that(
                    resideOutsideOfPackages(
                        MODULES.keySet().stream()
                            .map(module -> module + "..")
                            .toArray(String[]::new)))
                .that(resideOutsideOfPackages(REPLACED)))
        .as("classes that are no module's")
        .isEmpty();
  }

  @Test
  void modulesKnowOnlyOfThoseBelowThem() {
    ALLOWED.forEach(
        (module, allowed) -> {
          List<String> others = new ArrayList<>();
          for (String other : MODULES.keySet()) {
            if (!other.equals(module) && !allowed.contains(other)) {
              others.add(other + "..");
            }
          }
          noClasses()
              .that()
              .resideInAPackage(module + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others.toArray(new String[0]))
              .because("a module knows only of those below it: " + allowed)
              .check(classes);
        });
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    for (String module : MODULES.keySet()) {
      slices()
          .matching(module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void onlyTheConfigurationLooksAtTheEnvironment() {
    noClasses()
        .that(resideInAnyPackage(JOBS))
        .and()
        .resideOutsideOfPackage("io.tributary.common.config..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class, String.class)
        .because("what a job does follows from its arguments and lake.yaml")
        .check(classes);
  }

  @Test
  void onlyConfigurationAndStorageOpenFiles() {
    noClasses()
        .that(resideInAnyPackage(JOBS))
        .and()
        .resideOutsideOfPackages("io.tributary.common.config..", "io.tributary.common.storage..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(Files.class.getName())
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(java.io.File.class.getName())
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(java.io.FileInputStream.class.getName())
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(java.io.FileReader.class.getName())
        .because("the lake is in object storage, and a cluster's machines share no files")
        .check(classes);
  }

  @Test
  void jobsDoNotPrint() {
    noClasses()
        .that(resideInAnyPackage(JOBS))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("operators of a cluster read logs")
        .check(classes);
  }
}
