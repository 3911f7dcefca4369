package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/**
 * Writes the tables that the tests of {@code deploy/hive-reader} read, which cannot have this
 * module on their class path. Run it again when what the sink writes has changed.
 */
final class ReaderFixtures {

  private static final VarCharType STRING = new VarCharType(VarCharType.MAX_LENGTH);
  private static final LogicalType[] TYPES = {
    new BigIntType(false),
    new DecimalType(12, 2),
    new DecimalType(38, 18),
    new TimestampType(3),
    new TimestampType(6),
    new DateType(),
    new BooleanType(),
    new DoubleType(),
    new IntType(),
    new VarBinaryType(VarBinaryType.MAX_LENGTH),
    STRING,
    STRING
  };
  private static final String[] NAMES = {
    "id",
    "amount",
    "exact",
    "at_millis",
    "at_micros",
    "day",
    "flag",
    "ratio",
    "n",
    "hash",
    "name",
    "_seq"
  };

  private static final RowType ITEM =
      RowType.of(
          new LogicalType[] {
            STRING,
            new DecimalType(12, 2),
            new DateType(),
            new ArrayType(STRING),
            new MapType(STRING, new IntType())
          },
          new String[] {"sku", "price", "day", "tags", "counts"});
  private static final RowType NESTED =
      RowType.of(
          new LogicalType[] {
            new BigIntType(false),
            new ArrayType(STRING),
            new ArrayType(new DecimalType(9, 3)),
            new ArrayType(new DateType()),
            new ArrayType(ITEM),
            RowType.of(
                new LogicalType[] {new DateType(), new VarBinaryType(4), new FloatType(), ITEM},
                new String[] {"day", "data", "ratio", "item"}),
            new MapType(STRING, new DecimalType(38, 0)),
            new MapType(STRING, ITEM),
            new MapType(STRING, new ArrayType(new IntType())),
            new MapType(STRING, new MapType(STRING, new IntType())),
            STRING
          },
          new String[] {
            "id", "names", "amounts", "days", "items", "detail", "totals", "by_name", "lists",
            "maps", "_seq"
          });
  private static final RowType TIMES =
      RowType.of(
          new LogicalType[] {
            new BigIntType(false),
            RowType.of(
                new LogicalType[] {
                  new TimestampType(3), new TimestampType(6), new DecimalType(9, 2)
                },
                new String[] {"millis", "micros", "price"}),
            new MapType(STRING, new TimestampType(3)),
            new TimestampType(3),
            STRING
          },
          new String[] {"id", "times", "by_name", "at_millis", "_seq"});

  private ReaderFixtures() {}

  /**
   * @param args the directory to write to
   */
  public static void main(String[] args) throws Exception {
    for (boolean compacted : new boolean[] {false, true}) {
      writeNested(Path.of(args[0]), "nested", NESTED, ReaderFixtures::nested, compacted);
      writeNested(Path.of(args[0]), "times", TIMES, ReaderFixtures::times, compacted);
    }
    for (boolean partitioned : new boolean[] {false, true}) {
      for (boolean compacted : new boolean[] {false, true}) {
        write(Path.of(args[0]), partitioned, compacted);
      }
    }
    System.exit(0);
  }

  private static void write(Path directory, boolean partitioned, boolean compacted)
      throws Exception {
    String name = (partitioned ? "partitioned" : "plain") + (compacted ? "_compacted" : "_log");
    List<LogicalType> types = new ArrayList<>(Arrays.asList(TYPES));
    List<String> names = new ArrayList<>(Arrays.asList(NAMES));
    if (partitioned) {
      types.add(STRING);
      names.add("_partition");
    }
    HudiTable table =
        new HudiTable(
            "fixtures",
            name,
            directory.resolve(name).toUri().toString(),
            RowType.of(types.toArray(new LogicalType[0]), names.toArray(new String[0])),
            Collections.singletonList("id"),
            partitioned ? "_partition" : null,
            2);
    String a = partitioned ? "2024-01-01" : null;
    String b = partitioned ? "2024-01-02" : null;
    List<List<RowData>> steps =
        Arrays.asList(
            Arrays.asList(
                row(RowKind.INSERT, 1, 1, a),
                row(RowKind.INSERT, 2, 2, a),
                row(RowKind.INSERT, 3, 3, b),
                row(RowKind.INSERT, 4, 4, b)),
            Arrays.asList(
                row(RowKind.UPDATE_AFTER, 1, 5, a),
                row(RowKind.DELETE, 2, 6, a),
                row(RowKind.INSERT, 5, 7, b),
                row(RowKind.INSERT, 6, 7, b)),
            Arrays.asList(
                row(RowKind.UPDATE_AFTER, 3, 8, b),
                row(RowKind.DELETE, 4, 9, b),
                row(RowKind.INSERT, 2, 10, b),
                row(RowKind.INSERT, 7, 11, b),
                row(RowKind.DELETE, 7, 12, b)));
    write(table, steps, compacted);
  }

  private static void write(HudiTable table, List<List<RowData>> steps, boolean compacted)
      throws Exception {
    Path checkpoints = Files.createTempDirectory("fixtures");
    StreamExecutionEnvironment env =
        HudiTables.env(1, checkpoints.toUri().toString(), new Configuration());
    HudiSink.append(
        ScriptedRows.of(steps).in(env, table.rowType(), "rows"),
        table,
        Collections.emptyMap(),
        HudiSettings.defaults().withCompactionDeltaCommits(compacted ? 2 : 100),
        table.name());
    env.execute();
  }

  private interface Version {
    RowData row(long id, long version);
  }

  /** Of the rows compacted, 1 is as in the base file, 2 as in a log file over it; 3 has nulls. */
  private static void writeNested(
      Path directory, String name, RowType type, Version version, boolean compacted)
      throws Exception {
    String table = name + (compacted ? "_compacted" : "_log");
    GenericRowData nulls = new GenericRowData(type.getFieldCount());
    nulls.setField(0, 3L);
    nulls.setField(type.getFieldCount() - 1, StringData.fromString(HudiTables.seq(3)));
    write(
        new HudiTable(
            "fixtures",
            table,
            directory.resolve(table).toUri().toString(),
            type,
            Collections.singletonList("id"),
            null,
            1),
        Arrays.asList(
            Arrays.asList(version.row(1, 1), version.row(2, 2), nulls),
            Collections.singletonList(version.row(4, 4)),
            Collections.singletonList(version.row(2, 5))),
        compacted);
  }

  private static RowData times(long id, long version) {
    TimestampData millis = TimestampData.fromEpochMillis(-version);
    return GenericRowData.of(
        id,
        GenericRowData.of(millis, micros(version), decimal("-" + version + ".50", 9, 2)),
        map(version == 4, StringData.fromString("n" + version), millis),
        millis,
        StringData.fromString(HudiTables.seq(version)));
  }

  /** Version 4 has nothing in its arrays and maps. */
  private static RowData nested(long id, long version) {
    boolean empty = version == 4;
    StringData name = StringData.fromString("n" + version);
    GenericRowData item =
        GenericRowData.of(
            name,
            decimal("-" + version + ".50", 12, 2),
            -1,
            array(empty, name, null),
            map(empty, name, (int) version));
    return GenericRowData.of(
        id,
        array(empty, name, null),
        array(empty, decimal("-" + version + ".125", 9, 3), null),
        array(empty, (int) LocalDate.of(1969, 12, 31).toEpochDay(), null),
        array(empty, item, null, new GenericRowData(ITEM.getFieldCount())),
        GenericRowData.of(
            (int) LocalDate.of(2024, 2, 29).toEpochDay(),
            new byte[] {0, (byte) version},
            version / 8f,
            item),
        map(empty, name, decimal("-1234567890123456789012345678901234567" + version, 38, 0)),
        map(empty, name, item),
        map(empty, name, array(false, (int) version, null)),
        map(empty, name, map(false, name, (int) version)),
        StringData.fromString(HudiTables.seq(version)));
  }

  private static TimestampData micros(long version) {
    return TimestampData.fromLocalDateTime(
        LocalDateTime.of(1969, 7, 20, 20, 17, (int) version, 123456000));
  }

  private static GenericArrayData array(boolean empty, Object... elements) {
    return new GenericArrayData(empty ? new Object[0] : elements);
  }

  /** With a second key that has no value. */
  private static GenericMapData map(boolean empty, Object key, Object value) {
    Map<Object, Object> entries = new HashMap<>();
    if (!empty) {
      entries.put(key, value);
      entries.put(StringData.fromString("none"), null);
    }
    return new GenericMapData(entries);
  }

  /** A row that can be told from its id and version; row 6 is all null. */
  private static RowData row(RowKind kind, long id, long version, String partition) {
    GenericRowData row = new GenericRowData(kind, TYPES.length + (partition == null ? 0 : 1));
    row.setField(0, id);
    row.setField(11, StringData.fromString(HudiTables.seq(version)));
    if (partition != null) {
      row.setField(12, StringData.fromString(partition));
    }
    if (id == 6) {
      return row;
    }
    row.setField(1, decimal(version + ".10", 12, 2));
    row.setField(2, decimal("-12345678901234567890.12345678901234567" + version % 10, 38, 18));
    row.setField(
        3, TimestampData.fromLocalDateTime(LocalDateTime.of(2024, 3, 31, 2, 30, 0, 123000000)));
    row.setField(
        4,
        TimestampData.fromLocalDateTime(
            LocalDateTime.of(1969, 7, 20, 20, 17, (int) version, 123456000)));
    row.setField(5, (int) LocalDate.of(2024, 2, 29).toEpochDay());
    row.setField(6, version % 2 == 0);
    row.setField(7, version / 8.0);
    row.setField(8, (int) -version);
    row.setField(9, new byte[] {(byte) version, -1});
    row.setField(10, StringData.fromString("żółw \"" + version + "\"\n"));
    return row;
  }

  private static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }
}
