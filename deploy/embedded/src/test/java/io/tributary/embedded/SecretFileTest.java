package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir Path directory;

  @Test
  void keepsTheSecretItMade() throws Exception {
    Path file = directory.resolve("secret");

    String secret = SecretFile.readOrCreate(file, 40);

    assertThat(secret).hasSize(40).matches("[A-Za-z0-9]+");
    assertThat(SecretFile.readOrCreate(file, 40)).isEqualTo(secret);
    assertThat(SecretFile.random(40)).isNotEqualTo(secret);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isItsOwnersOnly() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "for all to see");

    SecretFile.write(file, "not any more");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }
}
