package io.tributary.hudi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

/** What is in checkpoints comes back out of them, and can grow. */
class SourceStateTest {

  private static final RoundSplit FILES =
      RoundSplit.files(
          7,
          true,
          "_partition=2026-11-22",
          "00000001-0000",
          "s3://silver/payments/orders/_partition=2026-11-22/base.parquet",
          List.of("s3://silver/1.log", "s3://silver/2.log"),
          List.of("20261122101500000", "20261122101600000"),
          "20261122101600000");

  @Test
  void splitsSurviveACheckpoint() throws IOException {
    RoundSplitSerializer serializer = new RoundSplitSerializer();
    RoundSplit logsOnly =
        RoundSplit.files(1, false, "", "00000000-0000", null, List.of("1.log"), List.of(), "1");
    for (RoundSplit split : List.of(FILES, logsOnly, RoundSplit.end(3, true))) {
      assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
          .isEqualTo(split);
    }
  }

  @Test
  void thePositionSurvivesACheckpoint() throws IOException {
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    EnumeratorState state =
        new EnumeratorState(new Position(7, true, "20261122101600000"), List.of(FILES));
    EnumeratorState restored =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    assertThat(restored.position()).isEqualTo(state.position());
    assertThat(restored.returned()).isEqualTo(state.returned());
    EnumeratorState start = new EnumeratorState(Position.START, List.of());
    assertThat(
            serializer.deserialize(serializer.getVersion(), serializer.serialize(start)).position())
        .isEqualTo(Position.START);
  }

  @Test
  void stateOfALaterVersionIsRefused() {
    assertThatThrownBy(() -> new RoundSplitSerializer().deserialize(99, new byte[8]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version");
    assertThatThrownBy(() -> new EnumeratorStateSerializer().deserialize(99, new byte[8]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void whatIsKnownOfAKeyIsAPojoSoThatFieldsCanBeAdded() {
    assertThat(TypeInformation.of(KnownRow.class)).isInstanceOf(PojoTypeInfo.class);
  }
}
