package io.tributary.cli.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import io.tributary.silver.source.ImageMapper;
import io.tributary.silver.source.InputTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.io.GenericInputSplit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The rows of a source's table as they are now, as silver would read them from bronze: one
 * statement, and so one consistent snapshot, streamed.
 */
final class SourceTableInput extends SourceInput {

  private static final long serialVersionUID = 1L;

  private final MySqlAccess access;
  private final TableSchema schema;

  private transient SourceColumn[] columns;
  private transient ImageMapper mapper;
  private transient Connection connection;
  private transient ResultSet rows;
  private transient boolean more;

  /**
   * @param schema the table as the source has it now
   * @param input what silver reads of it
   */
  SourceTableInput(MySqlAccess access, TableSchema schema, InputTable input) {
    super(input);
    this.access = access;
    this.schema = schema;
  }

  @Override
  public void open(GenericInputSplit split) throws IOException {
    super.open(split);
    List<Column> all = schema.columns();
    columns = all.stream().map(SourceColumn::of).toArray(SourceColumn[]::new);
    mapper = new ImageMapper(schema, input());
    try {
      connection = access.connect();
      Statement statement =
          connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      // Connector/J's sign for a result that is streamed instead of fetched whole.
      statement.setFetchSize(Integer.MIN_VALUE);
      rows = statement.executeQuery(select());
      more = rows.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private String select() {
    String what =
        schema.columns().stream()
            .map(column -> SourceColumn.of(column).expression())
            .collect(Collectors.joining(", "));
    return "SELECT "
        + what
        + " FROM "
        + quote(schema.table().database())
        + "."
        + quote(schema.table().table());
  }

  private static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  public boolean reachedEnd() {
    return !more;
  }

  @Override
  public RowData nextRecord(RowData reuse) throws IOException {
    try {
      GenericRowData image = new GenericRowData(columns.length);
      ObjectNode untyped = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < columns.length; i++) {
        Object value = columns[i].read(rows, i + 1);
        image.setField(i, value);
        String rescued = value == null ? columns[i].rescued(rows, i + 1) : null;
        if (rescued != null) {
          untyped.put(schema.columns().get(i).name(), rescued);
        }
      }
      more = rows.next();
      return inputRow(row -> mapper.map(image, untyped, row));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private IOException failed(SQLException e) {
    return new IOException(
        "Cannot read " + schema.table().name() + " from " + access + ": " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    super.close();
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
