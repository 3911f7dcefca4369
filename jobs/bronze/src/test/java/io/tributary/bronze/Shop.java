package io.tributary.bronze;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.change.SourcePosition;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * What a source with two tables captures. One of them gains a column, several hours pass. An event
 * is told by its number, which is also its position in the log and the row's id.
 */
public final class Shop {

  /** The first event's time of capture: an hour begins. */
  public static final long START = Instant.parse("2026-11-22T21:00:00Z").toEpochMilli();

  public static final long MILLIS_BETWEEN_EVENTS = 10_000;

  public static final TableSchema NOTES = schema("notes", column("text", DataTypes.STRING()));
  public static final TableSchema ORDERS = schema("orders", column("total", DataTypes.BIGINT()));
  public static final TableSchema WIDER_ORDERS =
      schema("orders", column("total", DataTypes.BIGINT()), column("channel", DataTypes.STRING()));

  private static final int WIDER_FROM = 700;

  private Shop() {}

  /** Every third event is one of notes, the rest of orders. */
  public static Captured event(long number) {
    if (number == WIDER_FROM) {
      return Captured.of(
          new SchemaChange(
              Seq.ofBinlog(1, "binlog.000001", number, 0),
              0L,
              "ALTER TABLE shop.orders ADD COLUMN channel TEXT",
              List.of(WIDER_ORDERS)));
    }
    if (number % 3 == 0) {
      return Captured.of(change(NOTES, number, row(number, "note " + number)));
    }
    return Captured.of(
        number < WIDER_FROM
            ? change(ORDERS, number, row(number, number * 100))
            : change(WIDER_ORDERS, number, row(number, number * 100, "web")));
  }

  /** Whether the event is a row of a table. */
  public static boolean isRow(long number) {
    return number != WIDER_FROM;
  }

  public static ChangeEvent change(TableSchema schema, long number, RowData row) {
    return change(schema, number, START + number * MILLIS_BETWEEN_EVENTS, row);
  }

  public static ChangeEvent change(TableSchema schema, long number, long ingestTs, RowData row) {
    Op op = Op.values()[(int) (number % 4)];
    return ChangeEvent.ofRow(
        schema,
        op,
        Seq.ofBinlog(1, "binlog.000001", number, 0),
        op == Op.SNAPSHOT ? null : ingestTs - 1_500,
        ingestTs,
        SourcePosition.ofBinlog("1", null, "binlog.000001", number, 0),
        op == Op.UPDATE || op == Op.DELETE ? row : null,
        op == Op.DELETE ? null : row,
        null);
  }

  public static RowData row(Object... values) {
    GenericRowData row = new GenericRowData(values.length);
    for (int i = 0; i < values.length; i++) {
      row.setField(
          i, values[i] instanceof String ? StringData.fromString((String) values[i]) : values[i]);
    }
    return row;
  }

  private static TableSchema schema(String table, Column... columns) {
    List<Column> all = new ArrayList<>();
    all.add(column("id", DataTypes.BIGINT()));
    all.addAll(List.of(columns));
    return new TableSchema(new TableId("src", "shop", table), all, List.of("id"));
  }

  private static Column column(String name, org.apache.flink.table.types.DataType type) {
    LogicalType logical = type.getLogicalType();
    return new Column(name, logical.asSummaryString().toLowerCase(java.util.Locale.ROOT), logical);
  }
}
