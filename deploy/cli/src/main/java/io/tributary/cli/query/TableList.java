package io.tributary.cli.query;

import io.tributary.cli.bronze.BronzeCatalog;
import io.tributary.cli.query.RowWriter.ResultColumn;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.table.HudiTable;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.table.api.DataTypes;

/** The tables that there are, for who does not know yet what to ask. */
final class TableList {

  private record Entry(String layer, String name, int columns) {}

  private final List<Entry> entries;

  private TableList(List<Entry> entries) {
    this.entries = entries;
  }

  static TableList of(BronzeCatalog bronze, List<HudiTable> silver, List<HudiTable> consumer) {
    List<Entry> entries = new ArrayList<>();
    bronze
        .tables()
        .forEach(
            (name, table) ->
                entries.add(
                    new Entry(
                        BronzeCatalog.NAME,
                        BronzeCatalog.NAME + "." + name.getFullName(),
                        BronzeFormat.rowType(table.schema()).getFieldCount())));
    entries.sort(Comparator.comparing(Entry::name));
    add(entries, LakeCatalogs.SILVER, silver);
    add(entries, LakeCatalogs.CONSUMER, consumer);
    return new TableList(entries);
  }

  private static void add(List<Entry> entries, String layer, List<HudiTable> tables) {
    for (HudiTable table : tables) {
      entries.add(
          new Entry(layer, layer + "." + table.fullName(), table.rowType().getFieldCount()));
    }
  }

  /** Writes layer, name and number of columns of each; returns how many there are. */
  long write(RowWriter writer) throws IOException {
    writer.begin(
        List.of(
            new ResultColumn("layer", DataTypes.STRING().getLogicalType()),
            new ResultColumn("table", DataTypes.STRING().getLogicalType()),
            new ResultColumn("columns", DataTypes.INT().getLogicalType())));
    for (Entry entry : entries) {
      writer.row(new Object[] {entry.layer(), entry.name(), entry.columns()});
    }
    writer.end();
    return entries.size();
  }
}
