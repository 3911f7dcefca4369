package io.tributary.hudi.source;

import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Makes of the changes of a table's file groups, keyed by record key, an upsert stream of its rows.
 *
 * <ul>
 *   <li>A row that moves to another partition leaves a delete behind. Another reader reads it,
 *       maybe after the row: a delete counts only in the partition that the row is known to be in.
 *   <li>A change of an older round than the one known is late, and dropped. Within a round a key
 *       has one row at most.
 *   <li>Behind a round that shows the table again (a repair), keys that it did not show are
 *       deleted.
 * </ul>
 *
 * <p>A delete comes out with the primary key's columns only. What is known of a deleted key is
 * forgotten when its round has ended, for then nothing older can come any more.
 */
final class NewestRows extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private final int partitionPosition;
  private final int[] keyPositions;
  private final RowType keyType;
  private final int[] outputPositions;

  private transient ValueStateDescriptor<KnownRow> knownDescriptor;
  private transient ValueState<KnownRow> known;
  private transient ValueState<RowData> key;
  private transient InternalTimerService<VoidNamespace> rounds;
  private transient RowDataSerializer keySerializer;
  private transient RowData.FieldGetter[] keyFields;
  private transient ProjectedRowData keyOf;
  private transient ProjectedRowData outputOf;

  /**
   * @param input columns, then the record key and the partition path
   * @param keyPositions where the primary key's columns stand, in the key's order
   */
  NewestRows(RowType input, int[] keyPositions) {
    this.partitionPosition = input.getFieldCount() - 1;
    this.keyPositions = keyPositions;
    LogicalType[] keyTypes =
        IntStream.of(keyPositions).mapToObj(input::getTypeAt).toArray(LogicalType[]::new);
    this.keyType = RowType.of(keyTypes);
    this.outputPositions = IntStream.range(0, input.getFieldCount() - 2).toArray();
  }

  @Override
  public void open() throws Exception {
    super.open();
    knownDescriptor = new ValueStateDescriptor<>("known-row", TypeInformation.of(KnownRow.class));
    known = getRuntimeContext().getState(knownDescriptor);
    key =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("primary-key", InternalTypeInfo.of(keyType)));
    rounds = getInternalTimerService("rounds", VoidNamespaceSerializer.INSTANCE, this);
    keySerializer = new RowDataSerializer(keyType);
    keyFields = new RowData.FieldGetter[keyPositions.length];
    for (int i = 0; i < keyFields.length; i++) {
      keyFields[i] = RowData.createFieldGetter(keyType.getTypeAt(i), i);
    }
    keyOf = ProjectedRowData.from(keyPositions);
    outputOf = ProjectedRowData.from(outputPositions);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    RowData row = element.getValue();
    long round = element.getTimestamp();
    String partition = row.getString(partitionPosition).toString();
    KnownRow before = known.value();
    if (before != null && round < before.getRound()) {
      return;
    }
    if (row.getRowKind() != RowKind.DELETE) {
      known.update(new KnownRow(round, partition, false));
      if (before == null) {
        key.update(keySerializer.toBinaryRow(keyOf.replaceRow(row)).copy());
      }
      output.collect(new StreamRecord<>(outputOf.replaceRow(row)));
    } else if (before != null && !before.isDeleted() && partition.equals(before.getPartition())) {
      delete(round, partition);
    }
  }

  private void delete(long round, String partition) throws Exception {
    known.update(new KnownRow(round, partition, true));
    rounds.registerEventTimeTimer(VoidNamespace.INSTANCE, round);
    emitDelete();
  }

  private void emitDelete() throws Exception {
    RowData primaryKey = key.value();
    GenericRowData delete = new GenericRowData(RowKind.DELETE, outputPositions.length);
    for (int i = 0; i < keyPositions.length; i++) {
      delete.setField(keyPositions[i], keyFields[i].getFieldOrNull(primaryKey));
    }
    output.collect(new StreamRecord<>(delete));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long round = mark.getTimestamp();
    if (round != Watermark.MAX_WATERMARK.getTimestamp() && Round.isRepair(round)) {
      this.<String>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              knownDescriptor,
              (recordKey, state) -> deleteIfOlder(round));
    }
    super.processWatermark(mark);
  }

  private void deleteIfOlder(long round) throws Exception {
    KnownRow row = known.value();
    if (row.getRound() < round && !row.isDeleted()) {
      emitDelete();
      known.clear();
      key.clear();
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    KnownRow row = known.value();
    if (row != null && row.isDeleted() && row.getRound() <= timer.getTimestamp()) {
      known.clear();
      key.clear();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new UnsupportedOperationException("Rounds are told by event time");
  }
}
