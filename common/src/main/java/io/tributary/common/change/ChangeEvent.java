package io.tributary.common.change;

import io.tributary.common.schema.TableSchema;
import java.util.Objects;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** One row or document change, as captured: what bronze stores a row of. */
public final class ChangeEvent {

  private final TableSchema schema;
  private final Op op;
  private final String seq;
  private final Long sourceTs;
  private final long ingestTs;
  private final RowData position;
  private final StringData key;
  private final Object before;
  private final Object after;
  private final StringData rescued;

  private ChangeEvent(
      TableSchema schema,
      Op op,
      String seq,
      Long sourceTs,
      long ingestTs,
      RowData position,
      StringData key,
      Object before,
      Object after,
      StringData rescued) {
    this.schema = Objects.requireNonNull(schema, "schema");
    this.op = Objects.requireNonNull(op, "op");
    this.seq = Objects.requireNonNull(seq, "seq");
    this.sourceTs = sourceTs;
    this.ingestTs = ingestTs;
    this.position = Objects.requireNonNull(position, "position");
    this.key = key;
    this.before = before;
    this.after = after;
    this.rescued = rescued;
  }

  /**
   * A change of a row.
   *
   * @param schema the table as of this event; images have its {@link TableSchema#rowType()}
   * @param seq see {@link Seq}
   * @param sourceTs when the source committed the change, in epoch milliseconds; null for snapshot
   *     rows
   * @param ingestTs when it was captured, in epoch milliseconds
   * @param position of {@link SourcePosition#BINLOG}
   * @param before the row before an update or delete; null otherwise
   * @param after the row after an insert, update or snapshot read; null for a delete
   * @param rescued values that no typed column can hold: a JSON object with {@code before} and
   *     {@code after}, each an object of texts by column; null if there are none
   */
  public static ChangeEvent ofRow(
      TableSchema schema,
      Op op,
      String seq,
      Long sourceTs,
      long ingestTs,
      RowData position,
      RowData before,
      RowData after,
      StringData rescued) {
    return new ChangeEvent(
        schema, op, seq, sourceTs, ingestTs, position, null, before, after, rescued);
  }

  /**
   * A change of a document. Key and images are canonical Extended JSON v2.
   *
   * @param schema made by {@link TableSchema#ofDocuments(io.tributary.common.schema.TableId)}
   * @param seq see {@link Seq}
   * @param sourceTs when the source committed the change, in epoch milliseconds; null for snapshot
   *     reads
   * @param ingestTs when it was captured, in epoch milliseconds
   * @param position of {@link SourcePosition#CHANGE_STREAM}
   * @param key a document with {@code _id}
   * @param before the document before an update or delete; null otherwise, and where the server
   *     does not keep it
   * @param after the document after an insert, update or snapshot read; null for a delete, and for
   *     an update whose document was gone by the time it was looked up
   */
  public static ChangeEvent ofDocument(
      TableSchema schema,
      Op op,
      String seq,
      Long sourceTs,
      long ingestTs,
      RowData position,
      StringData key,
      StringData before,
      StringData after) {
    return new ChangeEvent(
        schema,
        op,
        seq,
        sourceTs,
        ingestTs,
        position,
        Objects.requireNonNull(key, "key"),
        before,
        after,
        null);
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

  /** In epoch milliseconds; null for snapshot reads. */
  public Long sourceTs() {
    return sourceTs;
  }

  /** In epoch milliseconds. */
  public long ingestTs() {
    return ingestTs;
  }

  /** One of the types of {@link SourcePosition}. */
  public RowData position() {
    return position;
  }

  /** The key of a document; null for a row. */
  public StringData key() {
    return key;
  }

  /** In Flink's internal form of {@link TableSchema#imageType()}; may be null. */
  public Object before() {
    return before;
  }

  /** In Flink's internal form of {@link TableSchema#imageType()}; may be null. */
  public Object after() {
    return after;
  }

  /** A JSON object; null if every value has its place in the images. */
  public StringData rescued() {
    return rescued;
  }

  /** Names the event without its values, which do not belong in logs. */
  @Override
  public String toString() {
    return op.letter() + " " + schema.table() + " " + seq;
  }
}
