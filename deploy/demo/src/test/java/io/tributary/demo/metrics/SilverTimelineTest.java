package io.tributary.demo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilverTimelineTest {

  @TempDir Path layer;

  @Test
  void remembersCommitsThatHudiHasArchived() throws IOException {
    SilverTimeline timeline = new SilverTimeline(layer);
    assertThat(timeline.commits("payments.orders")).isEmpty();
    Path hoodie = Files.createDirectories(layer.resolve("payments/orders/.hoodie"));
    Path first = commit(hoodie, "20261122100000000.deltacommit", 2_000);
    commit(hoodie, "20261122100010000.deltacommit.inflight", 2_500);
    assertThat(timeline.commits("payments.orders")).containsExactly(2_000L);

    Files.delete(first);
    commit(hoodie, "20261122100010000.deltacommit", 3_000);
    assertThat(timeline.commits("payments.orders")).containsExactly(2_000L, 3_000L);
  }

  private static Path commit(Path hoodie, String name, long millis) throws IOException {
    Path file = Files.createFile(hoodie.resolve(name));
    return Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }
}
