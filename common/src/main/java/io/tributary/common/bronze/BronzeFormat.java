package io.tributary.common.bronze;

import io.tributary.common.json.Json;
import io.tributary.common.schema.TableSchema;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
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
  public static final String BEFORE = "before";
  public static final String AFTER = "after";

  private static final LogicalType TEXT = DataTypes.STRING().getLogicalType();
  private static final LogicalType REQUIRED_TEXT = TEXT.copy(false);
  private static final LogicalType INSTANT = DataTypes.TIMESTAMP_LTZ(3).getLogicalType();
  private static final RowType POSITION =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("server", DataTypes.STRING()),
                  DataTypes.FIELD("gtid", DataTypes.STRING()),
                  DataTypes.FIELD("file", DataTypes.STRING()),
                  DataTypes.FIELD("pos", DataTypes.BIGINT()),
                  DataTypes.FIELD("row", DataTypes.INT()))
              .getLogicalType();

  private BronzeFormat() {}

  /** All columns of a table's bronze files. */
  public static RowType rowType(TableSchema schema) {
    RowType image = (RowType) schema.rowType().copy(true);
    return RowType.of(
        new LogicalType[] {
          REQUIRED_TEXT, REQUIRED_TEXT, INSTANT, INSTANT.copy(false), POSITION, image, image
        },
        new String[] {OP, SEQ, SOURCE_TS, INGEST_TS, SOURCE, BEFORE, AFTER});
  }

  /** The columns that silver reads: all but where in the source's log an event stood. */
  public static RowType silverRowType(TableSchema schema) {
    RowType image = (RowType) schema.rowType().copy(true);
    return RowType.of(
        new LogicalType[] {
          REQUIRED_TEXT, REQUIRED_TEXT, INSTANT, INSTANT.copy(false), image, image
        },
        new String[] {OP, SEQ, SOURCE_TS, INGEST_TS, BEFORE, AFTER});
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
