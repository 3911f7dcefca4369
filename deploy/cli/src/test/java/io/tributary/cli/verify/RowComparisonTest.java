package io.tributary.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.verify.RowDifference.ColumnDifference;
import io.tributary.cli.verify.RowDifference.Kind;
import io.tributary.common.table.HudiTable;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class RowComparisonTest {

  private static final HudiTable TABLE =
      new HudiTable(
          "shop",
          "orders",
          "file:///silver/shop/orders",
          (RowType)
              DataTypes.ROW(
                      DataTypes.FIELD("id", DataTypes.INT().notNull()),
                      DataTypes.FIELD("doc", DataTypes.STRING()),
                      DataTypes.FIELD("amount", DataTypes.DECIMAL(10, 2)),
                      DataTypes.FIELD("bytes", DataTypes.BYTES()),
                      DataTypes.FIELD("_seq", DataTypes.STRING()),
                      DataTypes.FIELD("_op", DataTypes.STRING()),
                      DataTypes.FIELD("_source_ts", DataTypes.TIMESTAMP(3)),
                      DataTypes.FIELD("_ingest_ts", DataTypes.TIMESTAMP(3)),
                      DataTypes.FIELD("_rescued", DataTypes.STRING()),
                      DataTypes.FIELD("_deleted", DataTypes.BOOLEAN()))
                  .getLogicalType(),
          List.of("id"),
          null,
          1);

  private final RowComparison rows =
      new RowComparison(TABLE, Set.of(), Set.of("doc"), List.of("id", "doc", "extra"));

  @Test
  void valuesAreComparedAndMetadataIsNot() {
    RowData source = row(1, "{}", "1.50", new byte[] {1}, "", null, false);
    assertThat(rows.compare(source, row(1, "{}", "1.50", new byte[] {1}, "77", null, false)))
        .isEmpty();
    assertThat(rows.compare(source, row(1, "{}", null, new byte[] {2}, "", null, false)))
        .containsExactly(
            new ColumnDifference("amount", "1.50", null),
            new ColumnDifference("bytes", "0x01", "0x02"));
  }

  @Test
  void documentsAreEqualThatSayTheSame() {
    RowData source = row(1, "{\"a\": 1.50, \"b\": [1]}", null, null, "", null, false);
    assertThat(rows.compare(source, row(1, "{\"b\":[1.0],\"a\":1.5}", null, null, "", null, false)))
        .isEmpty();
    assertThat(rows.compare(source, row(1, "{\"b\":[1],\"a\":1.6}", null, null, "", null, false)))
        .hasSize(1);
    assertThat(rows.compare(source, row(1, "no document", null, null, "", null, false))).hasSize(1);
  }

  @Test
  void rescuedValuesOfColumnsThatTheSourceHasAreCompared() {
    RowData source = row(1, null, null, null, "", "{\"extra\":5}", false);
    assertThat(rows.compare(source, row(1, null, null, null, "", "{\"extra\":\"5\"}", false)))
        .as("the type may have changed")
        .isEmpty();
    assertThat(
            rows.compare(
                source, row(1, null, null, null, "", "{\"extra\":5,\"dropped\":1}", false)))
        .isEmpty();
    assertThat(rows.compare(source, row(1, null, null, null, "", null, false)))
        .containsExactly(new ColumnDifference("_rescued.extra", "5", null));
    assertThat(
            rows.compare(
                row(1, null, null, null, "", null, false),
                row(1, null, null, null, "", "{\"extra\":null}", false)))
        .isEmpty();
  }

  @Test
  void eachRowCountsOnceAtMost() {
    RowData one = row(1, "a", null, null, "", null, false);
    RowData other = row(1, "b", null, null, "", null, false);
    RowData deleted = row(1, "a", null, null, "", null, true);
    assertThat(counts(List.of(one), List.of(one))).isEmpty();
    assertThat(counts(List.of(one), List.of())).isEqualTo(Map.of(Kind.MISSING, 1L));
    assertThat(counts(List.of(), List.of(one))).isEqualTo(Map.of(Kind.EXTRA, 1L));
    assertThat(counts(List.of(one), List.of(other))).isEqualTo(Map.of(Kind.DIFFERENT, 1L));
    assertThat(counts(List.of(one), List.of(other, one))).isEqualTo(Map.of(Kind.DUPLICATE, 1L));
    assertThat(counts(List.of(one), List.of(other, other)))
        .isEqualTo(Map.of(Kind.DUPLICATE, 1L, Kind.DIFFERENT, 1L));
    assertThat(counts(List.of(one, other), List.of(other))).isEqualTo(Map.of(Kind.MISSING, 1L));
    assertThat(counts(List.of(), List.of(deleted))).isEmpty();
    assertThat(counts(List.of(one), List.of(deleted))).isEqualTo(Map.of(Kind.DIFFERENT, 1L));
    assertThat(counts(List.of(), List.of(deleted, one)))
        .isEqualTo(Map.of(Kind.DUPLICATE, 1L, Kind.EXTRA, 1L));
  }

  private Map<Kind, Long> counts(List<RowData> source, List<RowData> silver) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    new KeyComparison(rows)
        .compare(
            source,
            silver,
            (kind, count, example) -> {
              assertThat(example.key()).isEqualTo("id=1");
              counts.merge(kind, count, Long::sum);
            });
    return counts;
  }

  private static RowData row(
      int id,
      String doc,
      String amount,
      byte[] bytes,
      String seq,
      String rescued,
      boolean deleted) {
    return GenericRowData.of(
        id,
        StringData.fromString(doc),
        amount == null ? null : DecimalData.fromBigDecimal(new BigDecimal(amount), 10, 2),
        bytes,
        StringData.fromString(seq),
        null,
        null,
        null,
        StringData.fromString(rescued),
        deleted);
  }
}
