package io.tributary.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every job's jar promises: it runs as it is on any Flink cluster of our version, which
 * provides Flink and nothing else. The test runs in the job's module, behind its packaging.
 */
public abstract class JobJarContract {

  /** Class file version of Java 11, the newest that the platform runs. */
  private static final int JAVA_11 = 55;

  /** Jars that a cluster has on its class path already. */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "(flink-(annotations|clients|connector-base|connector-files|core|core-api|datastream.*"
              + "|file-sink-common|hadoop-fs|java|metrics-core|optimizer|queryable-state.*|rpc-.*"
              + "|runtime|shaded-.*|statebackend-.*|streaming-java|table-.*)"
              + "|slf4j-.*|log4j-.*)-\\d.*\\.jar");

  private ZipFile jar;
  private Path path;

  /** The class that a cluster starts. */
  protected abstract String mainClass();

  /** Prefixes of entries that the platform has, too, and why they may be here all the same. */
  protected abstract List<String> alsoOnThePlatform();

  /**
   * Names of artifacts of which every class is in the jar, and none is another artifact's: those
   * that the job calls, and that others bring along in other versions.
   */
  protected abstract List<String> wholeArtifacts();

  /** Classes of libraries that ours of the same name stand in for: prefixes of entries. */
  protected List<String> replacedClasses() {
    return List.of();
  }

  /** Services, and who must be among their providers. */
  protected abstract Map<String, List<String>> services();

  @BeforeEach
  void openJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("basedir"), "target"))) {
      path =
          files
              .filter(file -> file.getFileName().toString().endsWith("-job.jar"))
              .collect(Collectors.toList())
              .get(0);
    }
    jar = new ZipFile(path.toFile());
  }

  @AfterEach
  void closeJar() throws IOException {
    jar.close();
  }

  @Test
  void theManifestNamesTheMainClass() throws Exception {
    Manifest manifest;
    try (InputStream in = open(JarFile.MANIFEST_NAME)) {
      manifest = new Manifest(in);
    }

    assertThat(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
        .isEqualTo(mainClass());
    assertThat(jar.getEntry(mainClass().replace('.', '/') + ".class")).isNotNull();
    assertThat(
            Class.forName(mainClass(), false, JobJarContract.class.getClassLoader())
                .getMethod("main", String[].class))
        .isNotNull();
  }

  @Test
  void thePlatformsClassesAreLeftToThePlatform() throws IOException {
    List<String> doubled = new ArrayList<>();
    for (File each : classPath()) {
      if (PLATFORM.matcher(each.getName()).matches()) {
        try (ZipFile platform = new ZipFile(each)) {
          for (String name : classes(platform)) {
            if (jar.getEntry(name) != null
                && alsoOnThePlatform().stream().noneMatch(name::startsWith)) {
              doubled.add(name + " of " + each.getName());
            }
          }
        }
      }
    }

    assertThat(classPath()).as("jars of the platform").anyMatch(this::isFlinkRuntime);
    assertThat(doubled).isEmpty();
    assertThat(classes(jar))
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/table/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/api/common/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/junit/"));
  }

  private boolean isFlinkRuntime(File file) {
    return file.getName().matches("flink-runtime-\\d.*\\.jar");
  }

  @Test
  void nothingIsInItTwice() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(path))) {
      ZipEntry entry;
      while ((entry = entries.getNextEntry()) != null) {
        counts.merge(entry.getName(), 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count == 1);

    assertThat(counts).isEmpty();
  }

  @Test
  void librariesAreWhole() throws IOException {
    for (String artifact : wholeArtifacts()) {
      File library = artifact(artifact);
      List<String> differing = new ArrayList<>();
      try (ZipFile original = new ZipFile(library)) {
        for (String name : classes(original)) {
          ZipEntry here = jar.getEntry(name);
          if (replacedClasses().stream().anyMatch(name::startsWith)) {
            continue;
          }
          if (here == null || here.getCrc() != original.getEntry(name).getCrc()) {
            differing.add(name);
          }
        }
      }
      assertThat(differing).as("classes not those of " + library.getName()).isEmpty();
    }
  }

  @Test
  void ofAReplacedClassNothingIsLeftButOurs() throws IOException {
    for (String replaced : replacedClasses()) {
      Path ours = Path.of(System.getProperty("basedir"), "target", "classes");
      List<String> inJar =
          classes(jar).stream()
              .filter(name -> name.startsWith(replaced))
              .collect(Collectors.toList());
      assertThat(inJar)
          .as(replaced)
          .isNotEmpty()
          .allMatch(name -> Files.exists(ours.resolve(name)));
    }
  }

  @Test
  void servicesOfAllLibrariesAreMerged() {
    services()
        .forEach(
            (service, providers) ->
                assertThat(lines("META-INF/services/" + service))
                    .as(service)
                    .containsAll(providers)
                    .doesNotHaveDuplicates());
  }

  @Test
  void flinksServicesNameClassesThatAreThere() {
    names()
        .filter(name -> name.startsWith("META-INF/services/org.apache.flink."))
        .filter(name -> !name.endsWith("/"))
        .forEach(
            name ->
                assertThat(lines(name))
                    .as(name)
                    .allMatch(
                        provider -> jar.getEntry(provider.replace('.', '/') + ".class") != null));
  }

  @Test
  void noSignatureOfAnotherJarIsLeft() {
    assertThat(names().filter(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"))).isEmpty();
  }

  @Test
  void tributarysClassesAreForJava11() throws IOException {
    List<String> ours =
        classes(jar).stream()
            .filter(name -> name.startsWith("io/tributary/"))
            .collect(Collectors.toList());
    assertThat(ours).isNotEmpty();
    for (String name : ours) {
      try (DataInputStream in = new DataInputStream(open(name))) {
        assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
        in.readUnsignedShort();
        assertThat(in.readUnsignedShort()).as(name).isLessThanOrEqualTo(JAVA_11);
      }
    }
  }

  @Test
  void onlyThisJobIsInIt() {
    String jobs = mainClass().substring(0, mainClass().lastIndexOf('.')).replace('.', '/');
    assertThat(
            names()
                .filter(name -> name.startsWith("io/tributary/") && name.endsWith(".class"))
                .map(name -> name.substring(0, name.indexOf('/', "io/tributary/".length())))
                .distinct())
        .contains(jobs, "io/tributary/common")
        .isSubsetOf(jobs, "io/tributary/common", "io/tributary/hudi");
  }

  @Test
  void licenseAndNoticesAreInIt() {
    assertThat(lines("META-INF/LICENSE")).anyMatch(line -> line.contains("Apache License"));
    assertThat(lines("META-INF/NOTICE"))
        .anyMatch(line -> line.contains("The Apache Software Foundation"));
  }

  private Stream<String> names() {
    return jar.stream().map(ZipEntry::getName);
  }

  private static List<String> classes(ZipFile file) {
    List<String> classes = new ArrayList<>();
    Enumeration<? extends ZipEntry> entries = file.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      if (name.endsWith(".class")
          && !name.startsWith("META-INF/")
          && !name.endsWith("module-info.class")) {
        classes.add(name);
      }
    }
    return classes;
  }

  /** Lines without comments. */
  private List<String> lines(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::trim)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + name + " of " + path, e);
    }
  }

  private InputStream open(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name + " in " + path.getFileName()).isNotNull();
    return jar.getInputStream(entry);
  }

  private static File artifact(String name) {
    return classPath().stream()
        .filter(file -> file.getName().matches(Pattern.quote(name) + "-\\d.*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " on the class path"));
  }

  private static List<File> classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
        .filter(name -> name.endsWith(".jar"))
        .map(File::new)
        .collect(Collectors.toList());
  }
}
