package io.tributary.common.change;

import io.tributary.common.schema.TableSchema;
import java.util.Objects;
import org.apache.flink.table.data.RowData;

/** One row change, as captured: what bronze stores a row of. */
public final class ChangeEvent {

  private final TableSchema schema;
  private final Op op;
  private final String seq;
  private final Long sourceTs;
  private final long ingestTs;
  private final SourcePosition position;
  private final RowData before;
  private final RowData after;

  /**
   * @param schema the table as of this event; images have its {@link TableSchema#rowType()}
   * @param seq see {@link Seq}
   * @param sourceTs when the source committed the change, in epoch milliseconds; null for snapshot
   *     rows
   * @param ingestTs when it was captured, in epoch milliseconds
   * @param before the row before an update or delete; null otherwise
   * @param after the row after an insert, update or snapshot read; null for a delete
   */
  public ChangeEvent(
      TableSchema schema,
      Op op,
      String seq,
      Long sourceTs,
      long ingestTs,
      SourcePosition position,
      RowData before,
      RowData after) {
    this.schema = Objects.requireNonNull(schema, "schema");
    this.op = Objects.requireNonNull(op, "op");
    this.seq = Objects.requireNonNull(seq, "seq");
    this.sourceTs = sourceTs;
    this.ingestTs = ingestTs;
    this.position = Objects.requireNonNull(position, "position");
    this.before = before;
    this.after = after;
  }

  public TableSchema schema() {
    return schema;
  }

  public Op op() {
    return op;
  }

  public String seq() {
    return seq;
  }

  public Long sourceTs() {
    return sourceTs;
  }

  public long ingestTs() {
    return ingestTs;
  }

  public SourcePosition position() {
    return position;
  }

  public RowData before() {
    return before;
  }

  public RowData after() {
    return after;
  }

  /** Names the event without its values, which do not belong in logs. */
  @Override
  public String toString() {
    return op.letter() + " " + schema.table() + " " + seq;
  }
}
