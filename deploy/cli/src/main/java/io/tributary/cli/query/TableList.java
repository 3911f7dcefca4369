package io.tributary.cli.query;

import io.tributary.cli.bronze.BronzeCatalog;
import io.tributary.cli.query.RowWriter.ResultColumn;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;

/** The tables that there are, for who does not know yet what to ask. */
final class TableList {

  private record Entry(String layer, String name, int columns, String note) {}

  private final List<Entry> entries;

  private TableList(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * @param dropped the tables that their source has no longer, with the change since which it is so
   */
  static TableList of(
      BronzeCatalog bronze,
      Collection<RegisteredTable> silver,
      Collection<RegisteredTable> consumer,
      Map<TableId, SchemaChange> dropped) {
    List<Entry> entries = new ArrayList<>();
    bronze
        .tables()
        .forEach(
            (name, table) ->
                entries.add(
                    new Entry(
                        BronzeCatalog.NAME,
                        BronzeCatalog.NAME + "." + name.getFullName(),
                        BronzeFormat.rowType(table.schema()).getFieldCount(),
                        note(dropped.get(table.schema().table())))));
    entries.sort(Comparator.comparing(Entry::name));
    for (RegisteredTable table : silver) {
      entries.add(entry(LakeCatalogs.SILVER, table, note(dropped.get(table.source().table()))));
    }
    for (RegisteredTable table : consumer) {
      entries.add(entry(LakeCatalogs.CONSUMER, table, ""));
    }
    return new TableList(entries);
  }

  private static Entry entry(String layer, RegisteredTable registered, String note) {
    HudiTable table = registered.table();
    return new Entry(layer, layer + "." + table.fullName(), table.rowType().getFieldCount(), note);
  }

  /** Empty for a table that its source still has. */
  private static String note(SchemaChange dropped) {
    return dropped == null
        ? ""
        : "gone from the source at " + Instant.ofEpochMilli(dropped.sourceTs());
  }

  /** Writes layer, name, number of columns and a note of each; returns how many there are. */
  long write(RowWriter writer) throws IOException {
    writer.begin(
        List.of(
            new ResultColumn("layer", DataTypes.STRING().getLogicalType()),
            new ResultColumn("table", DataTypes.STRING().getLogicalType()),
            new ResultColumn("columns", DataTypes.INT().getLogicalType()),
            new ResultColumn("note", DataTypes.STRING().getLogicalType())));
    for (Entry entry : entries) {
      writer.row(new Object[] {entry.layer(), entry.name(), entry.columns(), entry.note()});
    }
    writer.end();
    return entries.size();
  }
}
