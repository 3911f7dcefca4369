package io.tributary.silver.latest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * What a table comes to by the changes written to it, as Hudi keeps it: by key and partition. It
 * minds each change: no key may ever lie in two partitions, no delete may miss its row.
 */
final class ModelTable {

  private final Map<Integer, String> partitions = new TreeMap<>();
  private final Map<Integer, String> rows = new TreeMap<>();
  private final Map<Integer, String> seqs = new TreeMap<>();

  void apply(RowData change) {
    int id = change.getInt(CleanedRow.ID);
    String partition = change.getString(CleanedRow.PARTITION).toString();
    String seq = change.getString(CleanedRow.ROW_SEQ).toString();
    if (change.getRowKind() == RowKind.DELETE) {
      assertThat(partitions.remove(id)).as("partition that a delete empties").isEqualTo(partition);
      assertThat(seqs.remove(id)).as("seq of the row that a delete removes").isEqualTo(seq);
      rows.remove(id);
      return;
    }
    assertThat(change.getRowKind()).isIn(RowKind.INSERT, RowKind.UPDATE_AFTER);
    String before = partitions.put(id, partition);
    assertThat(before == null || before.equals(partition))
        .as("key " + id + " lies in " + before + " and in " + partition)
        .isTrue();
    seqs.put(id, seq);
    rows.put(id, row(change.getString(CleanedRow.STATUS), partition, change));
  }

  private static String row(Object status, String partition, RowData change) {
    return status + "@" + partition + (change.getBoolean(CleanedRow.DELETED) ? " deleted" : "");
  }

  /** Null if the table has no row of the key. */
  String row(int id) {
    return rows.get(id);
  }

  Map<Integer, String> rows() {
    return rows;
  }
}
