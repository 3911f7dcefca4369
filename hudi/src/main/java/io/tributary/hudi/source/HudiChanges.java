package io.tributary.hudi.source;

import io.tributary.common.table.HudiTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A merge-on-read Hudi table as a stream: its rows now, and from then on every change. */
public final class HudiChanges {

  private HudiChanges() {}

  /**
   * The rows of a table as upserts and deletes by primary key.
   *
   * <p>A row (INSERT) replaces the one with the same key; a DELETE has the key's columns only, all
   * others are null. The same change may come again after a failure. Between two polls only the
   * last change of a key shows.
   *
   * <p>The table need not exist yet. If the reader stands still for longer than the table keeps old
   * files, it finds out and shows the table again, deletes included.
   *
   * @param env where the stream runs
   * @param table the table
   * @param columns names of the columns to read, in order, with all of the primary key's
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   * @param poll how often to look for commits; one look is one listing of the table's timeline
   * @param uid what the operators' uids begin with, unique in the job; null for none
   */
  public static DataStream<RowData> read(
      StreamExecutionEnvironment env,
      HudiTable table,
      List<String> columns,
      Map<String, String> hadoopOptions,
      Duration poll,
      String uid) {
    if (!columns.containsAll(table.key())) {
      throw new IllegalArgumentException(
          "Reading "
              + table.fullName()
              + " takes its key "
              + table.key()
              + ", not only "
              + columns);
    }
    RowType changeType = SliceReader.changeType(table.rowType(), columns);
    int[] key = table.key().stream().mapToInt(columns::indexOf).toArray();
    var changes =
        env.fromSource(
            new HudiChangeSource(table, columns, hadoopOptions, poll),
            WatermarkStrategy.noWatermarks(),
            table.fullName() + "-changes");
    var rows =
        changes
            .keyBy(new RecordKey(changeType.getFieldCount() - 2), Types.STRING)
            .transform(
                table.fullName() + "-rows",
                InternalTypeInfo.of(rowType(table, columns)),
                new NewestRows(changeType, key));
    if (uid != null) {
      changes.uid(uid + "-changes");
      rows.uid(uid + "-rows");
    }
    return rows;
  }

  /** The type of the stream's rows: only the key's columns are never null. */
  public static RowType rowType(HudiTable table, List<String> columns) {
    LogicalType[] types =
        columns.stream()
            .map(
                column ->
                    table
                        .rowType()
                        .getTypeAt(table.rowType().getFieldIndex(column))
                        .copy(!table.key().contains(column)))
            .toArray(LogicalType[]::new);
    return RowType.of(types, columns.toArray(new String[0]));
  }

  private static final class RecordKey implements KeySelector<RowData, String> {

    private static final long serialVersionUID = 1L;

    private final int position;

    RecordKey(int position) {
      this.position = position;
    }

    @Override
    public String getKey(RowData change) {
      return change.getString(position).toString();
    }
  }
}
