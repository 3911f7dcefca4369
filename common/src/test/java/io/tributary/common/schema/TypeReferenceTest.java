package io.tributary.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page on types says what the code does. */
class TypeReferenceTest {

  private static final String REWRITE = "tributary.docs.rewrite";

  @Test
  void thePageIsUpToDate() throws IOException {
    Path page = root().resolve("docs/types.md");
    if (Boolean.getBoolean(REWRITE)) {
      Files.writeString(page, TypeReference.page());
    }

    assertThat(page)
        .as(
            "docs/types.md; to write it anew: mvn -f common/pom.xml test -Dtest=TypeReferenceTest"
                + " -D"
                + REWRITE
                + "=true")
        .exists()
        .hasContent(TypeReference.page());
  }

  @ParameterizedTest
  @EnumSource
  void theExamplesOfARowHaveItsTypes(MySqlType type) {
    assertThat(type.examples())
        .isNotEmpty()
        .allSatisfy(
            example -> {
              LogicalTypeRoot root = MySqlTypes.ofColumnType(example).getTypeRoot();
              assertThat(root).isEqualTo(type.bronze(-1, -1).getTypeRoot());
              assertThat(GlueType.of(MySqlType.silver(MySqlTypes.ofColumnType(example))))
                  .isNotEmpty();
            });
  }

  /** The directory of the parent build, above this module's. */
  private static Path root() {
    return Paths.get(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  }
}
