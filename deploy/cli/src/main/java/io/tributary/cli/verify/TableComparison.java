package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.Kind;
import io.tributary.common.table.HudiTable;
import io.tributary.hudi.source.HudiSnapshot;
import io.tributary.silver.clean.Cleaning;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.latest.KeyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.transformations.LegacySourceTransformation;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Compares one silver table with its source: the source's rows cleaned as silver cleans them, and
 * silver's, sorted by key and side by side. A batch job sorts on disk, so that tables may be of any
 * size; and it sorts both sides by the same rule, which the collations of a database have not.
 */
final class TableComparison {

  private final StreamExecutionEnvironment env;
  private final StreamTableEnvironment tables;
  private final Map<String, String> hadoopOptions;

  /**
   * @param tables batch tables of the environment
   */
  TableComparison(
      StreamExecutionEnvironment env,
      StreamTableEnvironment tables,
      Map<String, String> hadoopOptions) {
    this.env = env;
    this.tables = tables;
    this.hadoopOptions = hadoopOptions;
  }

  /**
   * @param source reads what the source has
   * @param sourceColumns the columns that the source has now; null if it has documents
   * @param show so many rows of each kind of difference are kept as examples
   */
  TableResult compare(
      SilverTable table,
      ComparedColumns columns,
      SourceInput source,
      List<String> sourceColumns,
      int show)
      throws Exception {
    HudiTable hudi = table.table();
    RowType nullable = nullable(hudi.rowType());
    TypeInformation<RowData> rowType = InternalTypeInfo.of(nullable);
    RowComparison comparison =
        new RowComparison(hudi, columns.ignored(), columns.json(), sourceColumns);
    DataStream<Tuple3<String, Boolean, RowData>> all =
        side(expected(table, source), hudi, rowType, false);
    all = all.union(side(new HudiSnapshot(hudi, hadoopOptions).read(env), hudi, rowType, true));
    all.keyBy(row -> row.f0)
        .process(new CompareRows(comparison, rowType, show), Types.VOID)
        .name("compare " + hudi.fullName())
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult result = env.execute("verify " + hudi.fullName());
    return result(hudi, columns, result, show);
  }

  /** What silver must have. */
  private DataStream<RowData> expected(SilverTable table, SourceInput source) {
    DataStreamSource<RowData> rows =
        env.createInput(source, InternalTypeInfo.of(table.input().rowType()));
    // Flink takes the input of any format but a file's for endless.
    ((LegacySourceTransformation<?>) rows.getTransformation()).setBoundedness(Boundedness.BOUNDED);
    int keep = table.table().rowType().getFieldCount();
    DataStream<RowData> usable =
        rows.process(new UsableRows(), InternalTypeInfo.of(table.input().rowType()));
    return Cleaning.clean(tables, usable, table).filter(row -> row.getBoolean(keep));
  }

  private static DataStream<Tuple3<String, Boolean, RowData>> side(
      DataStream<RowData> rows, HudiTable table, TypeInformation<RowData> type, boolean silver) {
    return rows.map(
        new KeyedSide(new KeyText(table), table.rowType(), silver),
        Types.TUPLE(Types.STRING, Types.BOOLEAN, type));
  }

  private static RowType nullable(RowType type) {
    return RowType.of(
        type.getChildren().stream().map(each -> each.copy(true)).toArray(LogicalType[]::new),
        type.getFieldNames().toArray(new String[0]));
  }

  private static TableResult result(
      HudiTable table, ComparedColumns columns, JobExecutionResult result, int show) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, count(result, kind.name()));
    }
    List<RowDifference> examples = new ArrayList<>();
    List<RowDifference> found = result.getAccumulatorResult(CompareRows.EXAMPLES);
    if (found != null) {
      for (Kind kind : Kind.values()) {
        found.stream()
            .filter(difference -> difference.kind() == kind)
            .sorted(Comparator.comparing(RowDifference::key))
            .limit(show)
            .forEach(examples::add);
      }
    }
    return new TableResult(
        table.fullName(),
        count(result, CompareRows.SOURCE_ROWS),
        count(result, CompareRows.SILVER_ROWS),
        counts,
        examples,
        List.copyOf(columns.ignored()),
        null);
  }

  private static long count(JobExecutionResult result, String name) {
    Long count = result.getAccumulatorResult(name);
    return count == null ? 0 : count;
  }
}
