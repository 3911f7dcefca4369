package io.tributary.embedded.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.embedded.EmbeddedServerException;
import io.tributary.embedded.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of Maven. */
@DisabledOnOs(OS.WINDOWS)
class MavenDownloadTest {

  private static final MavenDownload.Artifact ARTIFACT =
      new MavenDownload.Artifact("com.example", "thing", "1.0", "zip", "linux", 100);

  @TempDir Path home;
  @TempDir Path bin;
  @TempDir Path target;
  private final List<String> progress = new ArrayList<>();
  private MavenDownload download;

  @BeforeEach
  void setUp() {
    download = new MavenDownload(Map.of("PATH", "/nowhere:" + bin), home);
  }

  @Test
  void copiesTheArtifactWithTheUsersMaven() throws Exception {
    maven("echo \"$@\" > " + home + "/arguments; echo content > thing-1.0-linux.zip");

    Path copy = download.copy(ARTIFACT, target, "Downloading", this::note);

    assertThat(copy).isEqualTo(target.resolve("thing-1.0-linux.zip")).hasContent("content");
    assertThat(Files.readString(home.resolve("arguments")))
        .contains(":copy")
        .contains("-Dartifact=com.example:thing:1.0:zip:linux")
        .contains("-DoutputDirectory=" + target);
    assertThat(progress).startsWith("Downloading 0/100").endsWith("Downloading 100/100");
  }

  @Test
  void showsHowFarTheDownloadHasCome() throws Exception {
    Path repository = Files.createDirectories(home.resolve("repo/com/example/thing/1.0"));
    Files.createDirectory(home.resolve(".m2"));
    Files.writeString(
        home.resolve(".m2/settings.xml"),
        "<settings><localRepository>${user.home}/repo</localRepository></settings>");
    Files.write(repository.resolve("thing-1.0-linux.zip.123.part"), new byte[42]);
    // Goes on until the test has seen the 42 bytes.
    maven("while [ ! -e " + home + "/seen ]; do :; done; echo content > thing-1.0-linux.zip");

    download.copy(
        ARTIFACT,
        target,
        "Downloading",
        (what, done, total) -> {
          note(what, done, total);
          if (done == 42) {
            create(home.resolve("seen"));
          }
        });

    assertThat(progress).contains("Downloading 42/100");
  }

  @Test
  void saysWhatMavenSaidWhenItFails() throws Exception {
    maven("echo 'Could not transfer artifact: proxy says no'; exit 1");

    assertThatThrownBy(() -> download.copy(ARTIFACT, target, "Downloading", Progress.NONE))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("com.example:thing:1.0:zip:linux")
        .hasMessageContaining("proxy says no");
  }

  @Test
  void saysThatMavenIsMissing() {
    assertThatThrownBy(() -> download.copy(ARTIFACT, target, "Downloading", Progress.NONE))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("MAVEN_HOME");
  }

  private void maven(String script) throws IOException {
    Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
  }

  private void note(String what, long done, long total) {
    progress.add(what + " " + done + "/" + total);
  }

  private static void create(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
