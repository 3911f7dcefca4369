package io.tributary.embedded.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

  @TempDir Path root;

  @Test
  void makesAnEntryOnceHoweverManyWantIt() throws Exception {
    CacheDirectory cache = new CacheDirectory(root);
    AtomicInteger made = new AtomicInteger();
    Callable<Path> get =
        () ->
            cache.get(
                "entry",
                (target, scratch) -> {
                  Files.writeString(scratch.resolve("download"), "x");
                  Files.createDirectory(target);
                  made.incrementAndGet();
                });
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<Path> entry : pool.invokeAll(Collections.nCopies(4, get))) {
        assertThat(entry.get()).isEqualTo(root.resolve("entry")).isDirectory();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(made).hasValue(1);
    assertThat(root).isDirectoryNotContaining("glob:**making*");
  }

  @Test
  void keepsNothingOfAnAttemptThatFailed() throws Exception {
    CacheDirectory cache = new CacheDirectory(root);

    assertThatThrownBy(
            () ->
                cache.get(
                    "entry",
                    (target, scratch) -> {
                      Files.writeString(target, "half");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(root.resolve("entry")).doesNotExist();
    assertThat(cache.get("entry", (target, scratch) -> Files.writeString(target, "whole")))
        .hasContent("whole");
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws Exception {
    Files.createDirectories(root.resolve("entry.making/entry/bin"));

    Path entry =
        new CacheDirectory(root).get("entry", (target, scratch) -> Files.createDirectory(target));

    assertThat(entry).isEmptyDirectory();
  }

  @Test
  void isWhereTheEnvironmentSays() throws Exception {
    Path home = Path.of("/home/ada");

    assertThat(where(Map.of(), home)).isEqualTo(home.resolve(".cache/tributary/entry"));
    assertThat(where(Map.of("XDG_CACHE_HOME", "/var/cache"), home))
        .isEqualTo(Path.of("/var/cache/tributary/entry"));
    assertThat(where(Map.of("XDG_CACHE_HOME", "relative"), home))
        .isEqualTo(home.resolve(".cache/tributary/entry"));
    assertThat(where(Map.of("XDG_CACHE_HOME", "/var/cache", "TRIBUTARY_CACHE", "/big"), home))
        .isEqualTo(Path.of("/big/entry"));
  }

  private static Path where(Map<String, String> environment, Path home) {
    return CacheDirectory.of(environment, home).path("entry");
  }
}
