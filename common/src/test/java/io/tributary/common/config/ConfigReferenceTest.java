package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

/** The page on configuration says what the code does. */
class ConfigReferenceTest {
  private static final String REWRITE = "tributary.docs.rewrite";

  @Test
  void thePageIsUpToDate() throws IOException {
    Path page = root().resolve("docs/configuration.md");
    if (Boolean.getBoolean(REWRITE)) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, ConfigReference.page());
    }

    assertThat(page)
        .as(
            "docs/configuration.md; to write it anew: mvn -f common/pom.xml test"
                + " -Dtest=ConfigReferenceTest -D"
                + REWRITE
                + "=true")
        .exists()
        .hasContent(ConfigReference.page());
  }

  @Test
  void everyKeyHasARowOfFourCells() {
    assertThat(ConfigReference.markdown().lines())
        .hasSize(ConfigKey.values().length + 2)
        .allSatisfy(row -> assertThat(row.chars().filter(c -> c == '|')).hasSize(5))
        .contains("| `sources.<mysql>.port` | 1 to 65535 | `3306` | The server's port. |");
  }

  /** The directory of the parent build, above this module's. */
  private static Path root() {
    return Paths.get(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  }
}
