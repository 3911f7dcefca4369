package io.tributary.hudi.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a table whose file groups are read in whatever order. */
class NewestRowsTest {

  private static final VarCharType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  /** v, id, and what Hudi adds. */
  private static final RowType TYPE =
      RowType.of(
          new LogicalType[] {new IntType(), new BigIntType(), STRING, STRING},
          new String[] {"v", "id", "_hoodie_record_key", "_hoodie_partition_path"});

  private KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> rows;

  @BeforeEach
  void open() throws Exception {
    rows = harness();
    rows.open();
  }

  @AfterEach
  void close() throws Exception {
    rows.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> harness()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new NewestRows(TYPE, new int[] {1}), row -> row.getString(2).toString(), Types.STRING);
    harness.setup(new RowDataSerializer(RowType.of(new IntType(), new BigIntType())));
    return harness;
  }

  private void upsert(int round, long id, int v, String partition) throws Exception {
    rows.processElement(
        new StreamRecord<>(
            GenericRowData.of(
                v, id, StringData.fromString("k" + id), StringData.fromString(partition)),
            Round.time(round, false)));
  }

  private void delete(int round, long id, String partition) throws Exception {
    rows.processElement(
        new StreamRecord<>(
            GenericRowData.ofKind(
                RowKind.DELETE,
                null,
                null,
                StringData.fromString("k" + id),
                StringData.fromString(partition)),
            Round.time(round, false)));
  }

  private void end(int round) throws Exception {
    rows.processWatermark(new Watermark(Round.time(round, false)));
  }

  private List<String> output() {
    List<String> output = new ArrayList<>();
    while (!rows.getOutput().isEmpty()) {
      Object next = rows.getOutput().poll();
      if (next instanceof StreamRecord) {
        RowData row = (RowData) ((StreamRecord<?>) next).getValue();
        output.add(
            row.getRowKind().shortString()
                + row.getLong(1)
                + (row.isNullAt(0) ? "" : "=" + row.getInt(0)));
      }
    }
    return output;
  }

  @Test
  void upsertsReplaceAndDeletesCarryThePrimaryKey() throws Exception {
    upsert(1, 1, 10, "");
    upsert(2, 1, 11, "");
    delete(3, 1, "");
    assertThat(output()).containsExactly("+I1=10", "+I1=11", "-D1");
  }

  @Test
  void aRowThatMovesSurvivesTheDeleteItLeavesBehindInEitherOrder() throws Exception {
    upsert(1, 1, 10, "a");
    upsert(2, 1, 11, "b");
    delete(2, 1, "a");
    assertThat(output()).containsExactly("+I1=10", "+I1=11");
    delete(3, 1, "b");
    upsert(3, 1, 12, "a");
    assertThat(output()).containsExactly("-D1", "+I1=12");
  }

  @Test
  void aRowThatMovesOnAndIsDeletedStaysDeletedWhenOlderRoundsComeLate() throws Exception {
    upsert(2, 1, 11, "b");
    delete(3, 1, "b");
    upsert(1, 1, 10, "a");
    delete(2, 1, "a");
    assertThat(output()).containsExactly("+I1=11", "-D1");
  }

  @Test
  void aDeleteOfAnOlderRoundDoesNotDeleteARowThatCameBack() throws Exception {
    upsert(3, 1, 12, "a");
    delete(2, 1, "a");
    assertThat(output()).containsExactly("+I1=12");
  }

  @Test
  void deletesOfUnknownKeysAreNobodysBusiness() throws Exception {
    delete(1, 1, "a");
    assertThat(output()).isEmpty();
    assertThat(rows.numKeyedStateEntries()).isZero();
  }

  @Test
  void deletedKeysAreForgottenWhenTheirRoundHasEnded() throws Exception {
    upsert(1, 1, 10, "a");
    upsert(1, 2, 20, "a");
    delete(2, 1, "a");
    end(1);
    assertThat(rows.numKeyedStateEntries()).isEqualTo(4);
    end(2);
    assertThat(rows.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void aKeyThatIsWrittenAgainInTheRoundOfItsDeleteIsKept() throws Exception {
    upsert(1, 1, 10, "a");
    delete(2, 1, "a");
    upsert(2, 1, 11, "b");
    end(2);
    delete(3, 1, "b");
    assertThat(output()).containsExactly("+I1=10", "-D1", "+I1=11", "-D1");
  }

  @Test
  void keysThatARepairDoesNotShowAreDeletedAlsoAfterARestart() throws Exception {
    upsert(1, 1, 10, "a");
    upsert(1, 2, 20, "a");
    upsert(1, 3, 30, "a");
    end(1);
    OperatorSubtaskState state = rows.snapshot(1, 1);
    rows.close();
    rows = harness();
    rows.initializeState(state);
    rows.open();
    long repair = Round.time(2, true);
    rows.processElement(
        new StreamRecord<>(
            GenericRowData.of(21, 2L, StringData.fromString("k2"), StringData.fromString("b")),
            repair));
    delete(2, 1, "elsewhere");
    rows.processWatermark(new Watermark(repair));
    assertThat(output()).containsExactlyInAnyOrder("+I2=21", "-D1", "-D3");
    assertThat(rows.numKeyedStateEntries()).isEqualTo(2);
    rows.processWatermark(new Watermark(Long.MAX_VALUE));
    assertThat(output()).isEmpty();
  }
}
