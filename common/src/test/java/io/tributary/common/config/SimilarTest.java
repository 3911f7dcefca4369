package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static final List<String> KEYS = List.of("key", "partition_by", "delete", "drop");

  @Test
  void slipsOfThePenAreUnderstood() {
    assertThat(Similar.to("kye", KEYS)).contains("key");
    assertThat(Similar.to("partitionBy", KEYS)).contains("partition_by");
    assertThat(Similar.to("PARTITION-BY", KEYS)).contains("partition_by");
    assertThat(Similar.to("deletes", KEYS)).contains("delete");
    assertThat(Similar.to("dop", KEYS)).contains("drop");
  }

  @Test
  void otherWordsAreNot() {
    assertThat(Similar.to("colour", KEYS)).isEmpty();
    assertThat(Similar.to("", KEYS)).isEmpty();
    assertThat(Similar.hint("colour", KEYS))
        .isEqualTo("Known here: key, partition_by, delete, drop.");
  }
}
