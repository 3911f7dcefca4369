package io.tributary.silver.clean;

import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.table.Metadata;
import io.tributary.silver.source.SourceRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Cleans the rows of a source's tables, each by its own SQL. */
public final class Cleaning {

  private Cleaning() {}

  /**
   * @param rows the rows of one source
   * @param tables the silver tables that are made of them
   * @param source the source's name, of which uids are made
   * @param deadLetters takes rows that cannot be cleaned
   * @return what each table has of them
   */
  public static List<CleanedTable> append(
      StreamTableEnvironment environment,
      DataStream<SourceRow> rows,
      List<SilverTable> tables,
      String source,
      DeadLetterQueue deadLetters) {
    TableRows split = new TableRows(tables, deadLetters);
    SingleOutputStreamOperator<RowData> byTable =
        rows.process(split, TypeInformation.of(RowData.class))
            .uid("silver-" + source + "-tables")
            .name("tables-" + source);
    List<CleanedTable> cleaned = new ArrayList<>();
    for (SilverTable table : tables) {
      cleaned.add(
          new CleanedTable(
              table,
              clean(environment, byTable.getSideOutput(split.rows(table)), table),
              byTable.getSideOutput(split.truncations(table))));
    }
    return cleaned;
  }

  /**
   * Cleans the rows of one table.
   *
   * @param input rows of the table's {@link SilverTable#input()}
   * @return rows as of {@link CleanedTable#rows}
   */
  public static DataStream<RowData> clean(
      StreamTableEnvironment environment, DataStream<RowData> input, SilverTable table) {
    String name = table.table().fullName();
    environment.createTemporaryView(CleaningSql.quote(name), environment.fromDataStream(input));
    Table cleaned = environment.sqlQuery(table.cleaning(name));
    RowType type = cleanedType(table);
    DataStream<RowData> rows = environment.toDataStream(cleaned, rowDataType(type));
    nameOperators(rows.getTransformation(), input.getTransformation(), name);
    return rows;
  }

  /** The table's columns, nullable as the before images of deletes may be, and whether to keep. */
  static RowType cleanedType(SilverTable table) {
    List<LogicalType> types = new ArrayList<>();
    List<String> names = new ArrayList<>(table.table().rowType().getFieldNames());
    table.table().rowType().getChildren().forEach(type -> types.add(type.copy(true)));
    names.add(Metadata.KEEP);
    types.add(DataTypes.BOOLEAN().getLogicalType());
    return RowType.of(false, types.toArray(new LogicalType[0]), names.toArray(new String[0]));
  }

  private static DataType rowDataType(RowType type) {
    return TypeConversions.fromLogicalToDataType(type).bridgedTo(RowData.class);
  }

  /** The planner's operators keep no state, but have a uid and a name like all others. */
  private static void nameOperators(Transformation<?> last, Transformation<?> input, String table) {
    int number = 0;
    for (Transformation<?> each = last;
        each != input && each.getInputs().size() == 1;
        each = each.getInputs().get(0)) {
      if (each.getUid() == null) {
        each.setUid("silver-" + table + "-clean-" + number++);
        each.setName("clean-" + table);
      }
    }
  }
}
