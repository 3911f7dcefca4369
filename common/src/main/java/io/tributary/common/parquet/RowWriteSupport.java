package io.tributary.common.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of one type to Parquet, with entries for the file's footer. */
final class RowWriteSupport extends WriteSupport<RowData> {

  private final RowType rowType;
  private final Map<String, String> footer;
  private RowWriter writer;
  private RecordConsumer consumer;

  RowWriteSupport(RowType rowType, Map<String, String> footer) {
    this.rowType = rowType;
    this.footer = footer;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ParquetTypes.message(rowType), footer);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
    writer = new RowWriter(rowType, recordConsumer);
  }

  @Override
  public void write(RowData row) {
    consumer.startMessage();
    writer.writeFields(row);
    consumer.endMessage();
  }

  /** Writes the value at one position of a row that has a value there. */
  private interface ValueWriter {
    void write(RowData row, int position);
  }

  private static final class RowWriter implements ValueWriter {

    private final RecordConsumer consumer;
    private final String[] names;
    private final ValueWriter[] writers;

    RowWriter(RowType rowType, RecordConsumer consumer) {
      this.consumer = consumer;
      List<RowType.RowField> fields = rowType.getFields();
      names = rowType.getFieldNames().toArray(new String[0]);
      writers = new ValueWriter[fields.size()];
      Arrays.setAll(writers, i -> writer(fields.get(i).getType(), consumer));
    }

    @Override
    public void write(RowData row, int position) {
      consumer.startGroup();
      writeFields(row.getRow(position, names.length));
      consumer.endGroup();
    }

    void writeFields(RowData row) {
      for (int i = 0; i < names.length; i++) {
        if (!row.isNullAt(i)) {
          consumer.startField(names[i], i);
          writers[i].write(row, i);
          consumer.endField(names[i], i);
        }
      }
    }
  }

  private static ValueWriter writer(LogicalType type, RecordConsumer consumer) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return (row, i) -> consumer.addBoolean(row.getBoolean(i));
      case INTEGER:
      case DATE:
        return (row, i) -> consumer.addInteger(row.getInt(i));
      case BIGINT:
        return (row, i) -> consumer.addLong(row.getLong(i));
      case FLOAT:
        return (row, i) -> consumer.addFloat(row.getFloat(i));
      case DOUBLE:
        return (row, i) -> consumer.addDouble(row.getDouble(i));
      case VARCHAR:
        return (row, i) ->
            consumer.addBinary(Binary.fromReusedByteArray(row.getString(i).toBytes()));
      case VARBINARY:
        return (row, i) -> consumer.addBinary(Binary.fromReusedByteArray(row.getBinary(i)));
      case DECIMAL:
        return decimalWriter((DecimalType) type, consumer);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return timestampWriter(type, consumer);
      case ROW:
        return new RowWriter((RowType) type, consumer);
      default:
        throw ParquetTypes.unsupported(type);
    }
  }

  private static ValueWriter decimalWriter(DecimalType type, RecordConsumer consumer) {
    int length = ParquetTypes.decimalBytes(type.getPrecision());
    return (row, i) -> {
      byte[] unscaled = row.getDecimal(i, type.getPrecision(), type.getScale()).toUnscaledBytes();
      byte[] fixed = new byte[length];
      Arrays.fill(fixed, 0, length - unscaled.length, (byte) (unscaled[0] < 0 ? -1 : 0));
      System.arraycopy(unscaled, 0, fixed, length - unscaled.length, unscaled.length);
      consumer.addBinary(Binary.fromConstantByteArray(fixed));
    };
  }

  private static ValueWriter timestampWriter(LogicalType type, RecordConsumer consumer) {
    int precision = LogicalTypeChecks.getPrecision(type);
    if (ParquetTypes.isMillis(type)) {
      return (row, i) -> consumer.addLong(row.getTimestamp(i, precision).getMillisecond());
    }
    return (row, i) -> {
      TimestampData timestamp = row.getTimestamp(i, precision);
      consumer.addLong(
          timestamp.getMillisecond() * 1_000 + timestamp.getNanoOfMillisecond() / 1_000);
    };
  }
}
