package io.tributary.common.bronze;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.SourcePosition;
import io.tributary.common.json.Json;
import io.tributary.common.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a bronze file looks like: one row an event, with the images typed by the table's schema as
 * of those events. A file has one schema, and carries it in its footer.
 */
public final class BronzeFormat {

  /** Footer entry: the {@link TableSchema} as JSON, with the source's own column types. */
  public static final String SCHEMA_KEY = "tributary.table_schema";

  public static final String OP = "op";
  public static final String SEQ = "seq";
  public static final String SOURCE_TS = "source_ts";
  public static final String INGEST_TS = "ingest_ts";
  public static final String SOURCE = "source";

  /** Of documents only: their {@code _id}, as canonical Extended JSON. */
  public static final String KEY = "key";

  public static final String BEFORE = "before";
  public static final String AFTER = "after";

  /**
   * Of rows only: values that no typed column can hold, as a JSON object with {@code before} and
   * {@code after}, each an object of texts by column; null if there are none.
   */
  public static final String RESCUED = "rescued";

  private static final int MILLIS = 3;
  private static final LogicalType TEXT = DataTypes.STRING().getLogicalType();
  private static final LogicalType INSTANT = DataTypes.TIMESTAMP_LTZ(MILLIS).getLogicalType();

  private BronzeFormat() {}

  /** All columns of a table's bronze files. */
  public static RowType rowType(TableSchema schema) {
    List<RowType.RowField> fields = metadata();
    fields.add(new RowType.RowField(SOURCE, positionType(schema)));
    fields.addAll(images(schema));
    return new RowType(fields);
  }

  /** The columns that silver reads: all but where in the source's log an event stood. */
  public static RowType silverRowType(TableSchema schema) {
    List<RowType.RowField> fields = metadata();
    fields.addAll(images(schema));
    return new RowType(fields);
  }

  /** Where in its source an event of the table stands: of {@link SourcePosition}'s types one. */
  public static RowType positionType(TableSchema schema) {
    return schema.documents() ? SourcePosition.CHANGE_STREAM : SourcePosition.BINLOG;
  }

  private static List<RowType.RowField> metadata() {
    return new ArrayList<>(
        List.of(
            new RowType.RowField(OP, TEXT.copy(false)),
            new RowType.RowField(SEQ, TEXT.copy(false)),
            new RowType.RowField(SOURCE_TS, INSTANT),
            new RowType.RowField(INGEST_TS, INSTANT.copy(false))));
  }

  private static List<RowType.RowField> images(TableSchema schema) {
    RowType.RowField before = new RowType.RowField(BEFORE, schema.imageType());
    RowType.RowField after = new RowType.RowField(AFTER, schema.imageType());
    return schema.documents()
        ? List.of(new RowType.RowField(KEY, TEXT.copy(false)), before, after)
        : List.of(before, after, new RowType.RowField(RESCUED, TEXT));
  }

  /** An event as a row of {@link #rowType}. */
  public static RowData row(ChangeEvent event) {
    StringData op = StringData.fromString(event.op().letter());
    StringData seq = StringData.fromString(event.seq());
    TimestampData sourceTs =
        event.sourceTs() == null ? null : TimestampData.fromEpochMillis(event.sourceTs());
    TimestampData ingestTs = TimestampData.fromEpochMillis(event.ingestTs());
    RowData source = event.position();
    Object before = event.before();
    Object after = event.after();
    return event.schema().documents()
        ? GenericRowData.of(op, seq, sourceTs, ingestTs, source, event.key(), before, after)
        : GenericRowData.of(op, seq, sourceTs, ingestTs, source, before, after, event.rescued());
  }

  /** The event that {@link #row} made a row of. */
  public static ChangeEvent event(TableSchema schema, RowData row) {
    Op op = Op.of(row.getString(0).toString());
    String seq = row.getString(1).toString();
    Long sourceTs = row.isNullAt(2) ? null : row.getTimestamp(2, MILLIS).getMillisecond();
    long ingestTs = row.getTimestamp(3, MILLIS).getMillisecond();
    RowData position = row.getRow(4, positionType(schema).getFieldCount());
    if (schema.documents()) {
      return ChangeEvent.ofDocument(
          schema, op, seq, sourceTs, ingestTs, position, text(row, 5), text(row, 6), text(row, 7));
    }
    int columns = schema.columns().size();
    return ChangeEvent.ofRow(
        schema,
        op,
        seq,
        sourceTs,
        ingestTs,
        position,
        row.isNullAt(5) ? null : row.getRow(5, columns),
        row.isNullAt(6) ? null : row.getRow(6, columns),
        text(row, 7));
  }

  private static StringData text(RowData row, int position) {
    return row.isNullAt(position) ? null : row.getString(position);
  }

  /** Entries for the footer of a file. */
  public static Map<String, String> footer(TableSchema schema) {
    return Map.of(SCHEMA_KEY, Json.write(schema));
  }

  /**
   * The schema that a file's footer carries.
   *
   * @throws IllegalArgumentException if the footer has none, so that it is no bronze file
   */
  public static TableSchema schema(Map<String, String> footer) {
    String json = footer.get(SCHEMA_KEY);
    if (json == null) {
      throw new IllegalArgumentException(
          "Not a bronze file: its footer has no entry " + SCHEMA_KEY + ", only " + footer.keySet());
    }
    return Json.read(json, TableSchema.class);
  }
}
