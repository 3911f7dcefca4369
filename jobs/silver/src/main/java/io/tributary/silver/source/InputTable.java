package io.tributary.silver.source;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.Metadata;
import io.tributary.silver.document.DocumentMapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** What silver reads of a source's table: its declared columns, then the event's metadata. */
public final class InputTable implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableSchema source;
  private final List<String> paths;
  private final Set<String> dropped;
  private final boolean deletesOldKeys;
  private boolean failsOnNewColumns;

  /**
   * @param source the columns that silver knows of; what else a file has is rescued
   * @param dropped columns that leave the lake: read for expressions only, and never rescued
   * @param deletesOldKeys whether silver's key can change while the source's primary key stays:
   *     then an update yields a delete of the old image after the new one, with the same seq, which
   *     only takes effect where the keys differ
   */
  public InputTable(TableSchema source, Set<String> dropped, boolean deletesOldKeys) {
    this(source, List.of(), dropped, deletesOldKeys);
  }

  private InputTable(
      TableSchema source, List<String> paths, Set<String> dropped, boolean deletesOldKeys) {
    this.source = source;
    this.paths = List.copyOf(paths);
    this.dropped = Set.copyOf(dropped);
    this.deletesOldKeys = deletesOldKeys;
  }

  /**
   * A collection of documents.
   *
   * @param source the columns that silver makes of them
   * @param paths for each column where in the document its value is: names with dots between
   * @param dropped columns that leave the lake: read for expressions only, and never rescued
   */
  public static InputTable ofDocuments(
      TableSchema source, List<String> paths, Set<String> dropped) {
    if (paths.size() != source.columns().size()) {
      throw new IllegalArgumentException("Each of " + source + " needs a path, not " + paths);
    }
    return new InputTable(source, paths, dropped, false);
  }

  public TableSchema source() {
    return source;
  }

  /** Makes the columns of documents. */
  public DocumentMapper documentMapper() {
    return new DocumentMapper(source.columns(), paths, dropped);
  }

  /** The same, but a file with columns that are not known here stops the job. */
  public InputTable failingOnNewColumns() {
    InputTable same = new InputTable(source, paths, dropped, deletesOldKeys);
    same.failsOnNewColumns = true;
    return same;
  }

  boolean failsOnNewColumns() {
    return failsOnNewColumns;
  }

  Set<String> dropped() {
    return dropped;
  }

  boolean deletesOldKeys() {
    return deletesOldKeys;
  }

  /** The source's columns, then {@link Metadata#ALWAYS}. */
  public RowType rowType() {
    List<LogicalType> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : source.columns()) {
      names.add(column.name());
      types.add(column.type());
    }
    names.addAll(Metadata.ALWAYS);
    types.add(DataTypes.STRING().notNull().getLogicalType());
    types.add(DataTypes.STRING().notNull().getLogicalType());
    types.add(DataTypes.TIMESTAMP(3).getLogicalType());
    types.add(DataTypes.TIMESTAMP(3).notNull().getLogicalType());
    types.add(DataTypes.STRING().getLogicalType());
    return RowType.of(types.toArray(new LogicalType[0]), names.toArray(new String[0]));
  }
}
