package io.tributary.bronze.mysql;

import io.tributary.bronze.Captured;
import io.tributary.bronze.CapturedTypeInfo;
import io.tributary.bronze.RawRecord;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.change.SourcePosition;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.RecordFailure;
import io.tributary.common.json.Json;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns Debezium's records of a MySQL server into {@link Captured} events. */
public final class MySqlDeserializer implements DebeziumDeserializationSchema<Captured> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(MySqlDeserializer.class);

  private final String source;
  private final int epoch;
  private final String snapshotSeq;
  private final TreeMap<TableId, TableSchema> schemas = new TreeMap<>();

  private transient Map<String, Converters> converters;

  /**
   * @param source the source's name in the lake
   * @param snapshotSeq the seq of snapshot rows: the log's position when the job was submitted
   * @param tables the tables as they were then
   */
  public MySqlDeserializer(String source, int epoch, String snapshotSeq, List<TableSchema> tables) {
    this.source = source;
    this.epoch = epoch;
    this.snapshotSeq = snapshotSeq;
    tables.forEach(table -> schemas.put(table.table(), table));
  }

  /** What a record says that a capture could not make out: with this release, it may be able to. */
  public static List<Captured> readAgain(DeadLetter letter) {
    return new MySqlDeserializer(letter.table().source(), Seq.FIRST_EPOCH, letter.seq(), List.of())
        .read(RawRecord.read(letter.record()));
  }

  @Override
  public TypeInformation<Captured> getProducedType() {
    return new CapturedTypeInfo();
  }

  @Override
  public void deserialize(SourceRecord record, Collector<Captured> out) {
    read(record).forEach(out::collect);
  }

  /** What a record says; a dead letter if that cannot be made out. */
  List<Captured> read(SourceRecord record) {
    Struct value = (Struct) record.value();
    if (value == null) {
      return List.of();
    }
    try {
      if (value.schema().field("op") != null) {
        return List.of(Captured.of(changeEvent(record, value)));
      }
      List<Captured> captured = new ArrayList<>();
      if (value.schema().field("historyRecord") != null) {
        for (DdlEvent ddl : SchemaChanges.parse(source, epoch, value)) {
          schemaChange(ddl, value, captured);
        }
      }
      return captured;
    } catch (RuntimeException e) {
      if (!RecordFailure.isOfRecord(e)) {
        throw e;
      }
      return List.of(Captured.of(deadLetter(record, value.getStruct("source"), e)));
    }
  }

  private DeadLetter deadLetter(SourceRecord record, Struct origin, RuntimeException failure) {
    return DeadLetter.ofCapture(
        // DDL need not name either.
        new TableId(
            source,
            Objects.toString(origin.getString("db"), ""),
            Objects.toString(origin.getString("table"), "")),
        isInLog(origin)
            ? Seq.ofBinlog(epoch, origin.getString("file"), origin.getInt64("pos"), row(origin))
            : snapshotSeq,
        String.valueOf(record.sourceOffset()),
        RawRecord.write(record),
        failure);
  }

  private static boolean isInLog(Struct origin) {
    String file = origin.getString("file");
    return file != null && !file.isEmpty();
  }

  private static int row(Struct origin) {
    Integer row = origin.getInt32("row");
    return row == null ? 0 : row;
  }

  private void schemaChange(DdlEvent ddl, Struct value, List<Captured> out) {
    out.add(Captured.of(ddl.change()));
    warnOfRowsMissing(ddl.change());
    ddl.change().tables().forEach(table -> schemas.put(table.table(), table));
    // What was never captured has no rows in the lake.
    TableSchema schema = ddl.emptied() == null ? null : schemas.get(ddl.emptied());
    if (schema != null) {
      Struct origin = value.getStruct("source");
      out.add(
          Captured.of(
              ChangeEvent.ofRow(
                  schema,
                  Op.TRUNCATE,
                  ddl.change().seq(),
                  ddl.change().sourceTs(),
                  System.currentTimeMillis(),
                  SourcePosition.ofBinlog(
                      String.valueOf(origin.getInt64("server_id")),
                      origin.getString("gtid"),
                      origin.getString("file"),
                      origin.getInt64("pos"),
                      0),
                  null,
                  null,
                  null)));
    }
  }

  /** A table that takes the place of a captured one has its rows: so are copies swapped in. */
  private void warnOfRowsMissing(SchemaChange change) {
    for (TableSchema renamed : change.tables()) {
      if (change.formerName().isPresent() && !schemas.containsKey(renamed.table())) {
        LOG.warn(
            "{} was renamed to {} at {} and is captured from then on: rows that it had before are"
                + " missing. To have them, rename it out of the capture, make {} anew with CREATE"
                + " TABLE ... LIKE, and copy the rows with INSERT ... SELECT",
            change.formerName().get().name(),
            renamed.table().name(),
            change.seq(),
            renamed.table().name());
      }
    }
  }

  private ChangeEvent changeEvent(SourceRecord record, Struct value) {
    Struct origin = value.getStruct("source");
    TableConverter converter = converter(origin, value.schema(), record.keySchema());
    if (LoggedTable.isNameless(converter.schema().columns().get(0).name())) {
      throw new IllegalStateException(
          "The table's columns at this position are not known: a statement that altered it was not"
              + " understood, and the server had altered it again when it was asked");
    }
    String file = origin.getString("file");
    boolean inLog = isInLog(origin);
    long position = origin.getInt64("pos");
    int row = origin.getInt32("row");
    Op op = Op.of(value.getString("op"));
    Map<String, String> rescuedBefore = new LinkedHashMap<>();
    Map<String, String> rescuedAfter = new LinkedHashMap<>();
    return ChangeEvent.ofRow(
        converter.schema(),
        op,
        inLog ? Seq.ofBinlog(epoch, file, position, row) : snapshotSeq,
        op == Op.SNAPSHOT ? null : origin.getInt64("ts_ms"),
        System.currentTimeMillis(),
        SourcePosition.ofBinlog(
            String.valueOf(origin.getInt64("server_id")),
            origin.getString("gtid"),
            inLog ? file : null,
            position,
            row),
        op == Op.SNAPSHOT ? null : converter.convert(value.getStruct("before"), rescuedBefore),
        converter.convert(value.getStruct("after"), rescuedAfter),
        rescued(rescuedBefore, rescuedAfter));
  }

  private static StringData rescued(Map<String, String> before, Map<String, String> after) {
    if (before.isEmpty() && after.isEmpty()) {
      return null;
    }
    Map<String, Map<String, String>> images = new LinkedHashMap<>();
    images.put(BronzeFormat.BEFORE, before);
    images.put(BronzeFormat.AFTER, after);
    images.values().removeIf(Map::isEmpty);
    return StringData.fromString(Json.write(images));
  }

  /** Debezium makes a new schema object with each change, and for each chunk of a snapshot. */
  private TableConverter converter(Struct origin, Schema envelope, Schema key) {
    if (converters == null) {
      converters = new HashMap<>();
    }
    String name = origin.getString("db") + "." + origin.getString("table");
    Converters table =
        converters.computeIfAbsent(
            name,
            unused ->
                new Converters(
                    new TableId(source, origin.getString("db"), origin.getString("table"))));
    return table.of(envelope, key);
  }

  /** The converter of a table's schema as it is now. */
  private static final class Converters {

    private final TableId table;
    private Schema envelope;
    private TableConverter current;

    Converters(TableId table) {
      this.table = table;
    }

    TableConverter of(Schema seen, Schema key) {
      if (seen != envelope) {
        Field after = seen.field("after");
        TableConverter converter = TableConverter.of(table, after.schema(), key);
        if (current == null || !converter.schema().equals(current.schema())) {
          current = converter;
        } else {
          current = converter.withSchema(current.schema());
        }
        envelope = seen;
      }
      return current;
    }
  }
}
