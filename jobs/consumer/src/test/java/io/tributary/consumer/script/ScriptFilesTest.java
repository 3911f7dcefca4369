package io.tributary.consumer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are the .sql files of a folder, or one of them. */
class ScriptFilesTest {

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void write() throws Exception {
    folder = Files.createDirectory(parent.resolve("my scripts"));
    Files.writeString(folder.resolve("b.sql"), "SELECT 'ä'");
    Files.writeString(folder.resolve("a.sql"), "SELECT 1");
    Files.writeString(folder.resolve("README.md"), "no script");
    Files.createDirectory(folder.resolve("old"));
  }

  @Test
  void aFolderGivesAllOfItsScriptsInOrder() {
    assertThat(ScriptFiles.read(folder.toString(), null))
        .extracting(Script::file)
        .containsExactly("a.sql", "b.sql");
    assertThat(ScriptFiles.read(folder.toUri().toString(), null))
        .extracting(Script::name)
        .containsExactly("a", "b");
  }

  @Test
  void aFileGivesItself() {
    assertThat(ScriptFiles.read(folder.resolve("b.sql").toString(), null))
        .extracting(Script::text)
        .containsExactly("SELECT 'ä'");
  }

  @Test
  void nothingIsAnError() {
    String old = folder.resolve("old").toString();
    assertThatThrownBy(() -> ScriptFiles.read(old, null)).hasMessageContaining(old);
    String missing = folder.resolve("missing.sql").toString();
    assertThatThrownBy(() -> ScriptFiles.read(missing, null)).hasMessageContaining(missing);
  }
}
