package io.tributary.silver;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.List;
import org.apache.flink.table.types.DataType;

/** Source tables in short. */
public final class Schemas {

  private Schemas() {}

  /** A table whose first column is its primary key. */
  public static TableSchema table(TableId id, Column... columns) {
    return new TableSchema(id, List.of(columns), List.of(columns[0].name()));
  }

  public static Column column(String name, DataType type) {
    return new Column(name, "any", type.getLogicalType());
  }
}
