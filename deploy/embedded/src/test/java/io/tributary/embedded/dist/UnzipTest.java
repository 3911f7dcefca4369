package io.tributary.embedded.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnzipTest {

  @TempDir Path directory;

  @Test
  void unpacksWhatMysqldNeedsAndNothingElse() throws Exception {
    Path zip =
        zip(
            "LICENSE",
            "bin/",
            "bin/mysqld",
            "bin/mysqld-debug",
            "lib/private/libssl.so",
            "lib/private/libssl.so.1.1",
            "lib/private/icudt69l/root.res",
            "share/english/errmsg.sys",
            "share/german/errmsg.sys",
            "share/messages_to_clients.txt");
    Path target = directory.resolve("mysql");
    List<Long> progress = new ArrayList<>();

    Unzip.unpack(zip, target, MySqlDistribution::isWanted, progress::add);

    assertThat(files(target))
        .containsExactlyInAnyOrder(
            "LICENSE",
            "bin/mysqld",
            "lib/private/libssl.so.1.1",
            "lib/private/icudt69l/root.res",
            "share/english/errmsg.sys",
            "share/messages_to_clients.txt");
    assertThat(target.resolve("bin/mysqld")).isExecutable().hasContent("bin/mysqld");
    assertThat(target.resolve("LICENSE").toFile().canExecute()).isFalse();
    assertThat(progress).isSorted().endsWith(Unzip.size(zip, MySqlDistribution::isWanted));
  }

  @Test
  void refusesAnEntryThatLeadsOutOfTheTarget() throws Exception {
    Path zip = zip("../outside");

    assertThatThrownBy(
            () -> Unzip.unpack(zip, directory.resolve("target"), name -> true, done -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../outside");
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  private Path zip(String... names) throws IOException {
    Path zip = directory.resolve("test.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(name.getBytes(UTF_8));
        }
      }
    }
    return zip;
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }
}
