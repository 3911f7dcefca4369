package io.tributary.consumer;

import io.tributary.common.table.Metadata;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Types and rows of silver tables. */
final class Rows {

  private static final AtomicLong SEQ = new AtomicLong();

  private Rows() {}

  /** Columns given as name, type, name, type..., and silver's metadata columns behind them. */
  static RowType type(boolean partitioned, Object... columns) {
    List<String> names = new ArrayList<>();
    List<LogicalType> types = new ArrayList<>();
    for (int i = 0; i < columns.length; i += 2) {
      names.add((String) columns[i]);
      types.add(((DataType) columns[i + 1]).getLogicalType());
    }
    names.addAll(Metadata.ALWAYS);
    types.add(DataTypes.STRING().getLogicalType());
    types.add(DataTypes.STRING().getLogicalType());
    types.add(DataTypes.TIMESTAMP(3).getLogicalType());
    types.add(DataTypes.TIMESTAMP(3).getLogicalType());
    types.add(DataTypes.STRING().getLogicalType());
    if (partitioned) {
      names.add(Metadata.PARTITION);
      types.add(DataTypes.STRING().getLogicalType());
    }
    return RowType.of(types.toArray(new LogicalType[0]), names.toArray(new String[0]));
  }

  /** A row of a table without partitions. */
  static RowData row(RowKind kind, Object... values) {
    return row(kind, null, values);
  }

  /** A row with its metadata, newer than any before. */
  static RowData inPartition(RowKind kind, String partition, Object... values) {
    return row(kind, partition, values);
  }

  private static RowData row(RowKind kind, String partition, Object[] values) {
    List<Object> fields = new ArrayList<>();
    for (Object value : values) {
      fields.add(internal(value));
    }
    fields.add(StringData.fromString(String.format("%020d", SEQ.incrementAndGet())));
    fields.add(StringData.fromString(kind == RowKind.DELETE ? "d" : "u"));
    fields.add(TimestampData.fromLocalDateTime(LocalDateTime.of(2026, 11, 22, 0, 0)));
    fields.add(TimestampData.fromLocalDateTime(LocalDateTime.of(2026, 11, 22, 0, 0)));
    fields.add(null);
    if (partition != null) {
      fields.add(StringData.fromString(partition));
    }
    GenericRowData row = GenericRowData.ofKind(kind, fields.toArray());
    return row;
  }

  private static Object internal(Object value) {
    if (value instanceof String) {
      return StringData.fromString((String) value);
    } else if (value instanceof LocalDateTime) {
      return TimestampData.fromLocalDateTime((LocalDateTime) value);
    } else if (value instanceof BigDecimal) {
      return DecimalData.fromBigDecimal((BigDecimal) value, 12, 2);
    }
    return value;
  }
}
