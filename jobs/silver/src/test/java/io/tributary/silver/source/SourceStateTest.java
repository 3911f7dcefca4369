package io.tributary.silver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.schema.TableId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

/** What the source keeps in checkpoints. */
class SourceStateTest {

  private static final TableId ORDERS = new TableId("shop", "böhm", "orders ☃");
  private static final TableId NOTES = new TableId("shop", "shop", "notes");

  @Test
  void aSplitIsRestoredWithWhereItsReaderStood() throws IOException {
    BronzeSplit fresh = new BronzeSplit(ORDERS, new Path("s3://bronze/a b.parquet"), 7, null);
    BronzeSplit begun =
        new BronzeSplit(ORDERS, new Path("s3://bronze/b"), 8, new CheckpointedPosition(-1, 42));

    assertThat(roundTrip(fresh)).usingRecursiveComparison().isEqualTo(fresh);
    assertThat(roundTrip(begun)).usingRecursiveComparison().isEqualTo(begun);
    assertThat(roundTrip(begun).getReaderPosition())
        .isEqualTo(Optional.of(new CheckpointedPosition(-1, 42)));
  }

  @Test
  void aSplitKeepsItsTableWhenItsPositionMovesOn() {
    BronzeSplit split = new BronzeSplit(NOTES, new Path("s3://bronze/a"), 7, null);

    BronzeSplit moved =
        (BronzeSplit) split.updateWithCheckpointedPosition(new CheckpointedPosition(-1, 3));

    assertThat(moved.table()).isEqualTo(NOTES);
    assertThat(moved.splitId()).isEqualTo(split.splitId());
    assertThat(moved.getReaderPosition().orElseThrow().getRecordsAfterOffset()).isEqualTo(3);
  }

  @Test
  void positionsAndFilesThatWaitAreRestoredInOrder() throws IOException {
    CommitLogState state =
        new CommitLogState(
            Map.of(ORDERS, "0000000001-000000000002-000.json", NOTES, ""),
            List.of(
                new BronzeSplit(NOTES, new Path("s3://bronze/z"), 7, null),
                new BronzeSplit(ORDERS, new Path("s3://bronze/a"), 8, null)));
    CommitLogStateSerializer serializer = new CommitLogStateSerializer();

    CommitLogState restored =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(state));

    assertThat(restored.positions()).isEqualTo(state.positions());
    assertThat(restored.pending()).usingRecursiveComparison().isEqualTo(state.pending());
  }

  @Test
  void stateOfALaterReleaseIsRefusedByName() {
    assertThatThrownBy(() -> new CommitLogStateSerializer().deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("knows 1");
    assertThatThrownBy(() -> new BronzeSplitSerializer().deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  private static BronzeSplit roundTrip(BronzeSplit split) throws IOException {
    BronzeSplitSerializer serializer = new BronzeSplitSerializer();
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }
}
