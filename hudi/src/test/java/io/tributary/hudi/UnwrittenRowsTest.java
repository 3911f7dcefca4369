package io.tributary.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** Rows in a checkpoint outlive a change of their table. */
class UnwrittenRowsTest {

  private static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("name", DataTypes.STRING()))
              .notNull()
              .getLogicalType();

  private static final RowType WIDER =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("added", DataTypes.INT()),
                  DataTypes.FIELD("name", DataTypes.STRING()))
              .notNull()
              .getLogicalType();

  @Test
  void rowsKeepTheirValuesAndKinds() throws Exception {
    GenericRowData upsert = row(RowKind.UPDATE_AFTER, 1, "one");
    GenericRowData delete = row(RowKind.DELETE, 2, null);

    List<RowData> rows =
        UnwrittenRows.decode(UnwrittenRows.encode(TYPE, List.of(upsert, delete)), TYPE);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getRowKind()).isEqualTo(RowKind.UPDATE_AFTER);
    assertThat(rows.get(0).getLong(0)).isEqualTo(1);
    assertThat(rows.get(0).getString(1)).isEqualTo(StringData.fromString("one"));
    assertThat(rows.get(1).getRowKind()).isEqualTo(RowKind.DELETE);
    assertThat(rows.get(1).isNullAt(1)).isTrue();
  }

  @Test
  void columnsThatTheTableGainedAreNull() throws Exception {
    byte[] state = UnwrittenRows.encode(TYPE, List.of(row(RowKind.DELETE, 7, "seven")));

    RowData row = UnwrittenRows.decode(state, WIDER).get(0);

    assertThat(row)
        .isEqualTo(GenericRowData.ofKind(RowKind.DELETE, 7L, null, StringData.fromString("seven")));
  }

  private static GenericRowData row(RowKind kind, long id, String name) {
    return GenericRowData.ofKind(kind, id, name == null ? null : StringData.fromString(name));
  }
}
