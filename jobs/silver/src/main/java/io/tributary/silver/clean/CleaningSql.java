package io.tributary.silver.clean;

import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * The SELECT that cleans a table: from the source's columns and the event's metadata to silver's
 * columns, and behind them whether the row meets {@code where}.
 */
final class CleaningSql {

  private CleaningSql() {}

  /**
   * Expressions by the name of the column they make, in silver's order.
   *
   * @param columns the source's columns that silver knows of, those to drop included
   */
  static Map<String, String> expressions(TableConfig config, List<Column> columns) {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (Column column : columns) {
      String expression = config.columns().get(column.name());
      if (expression != null) {
        expressions.put(column.name(), expression);
      } else if (!config.drop().contains(column.name())) {
        expressions.put(column.name(), asIs(column));
      }
    }
    config.columns().forEach(expressions::putIfAbsent);
    for (String name : Metadata.ALWAYS) {
      expressions.put(name, quote(name));
    }
    if (config.delete() == DeleteMode.SOFT) {
      expressions.put(Metadata.DELETED, quote(Metadata.OP) + " = 'd'");
    }
    config
        .partitionBy()
        .ifPresent(
            partition ->
                expressions.put(
                    Metadata.PARTITION,
                    // Hudi keeps rows without a value and with an empty one in the same folder.
                    "COALESCE(NULLIF(CAST(("
                        + partition
                        + ") AS STRING), ''), '"
                        + HudiTable.NULL_PARTITION
                        + "')"));
    expressions.put(Metadata.KEEP, keep(config));
    return expressions;
  }

  /** The condition; unknown counts as not met, as in SQL's WHERE. */
  private static String keep(TableConfig config) {
    return config.where().map(where -> "(" + where + ") IS TRUE").orElse("TRUE");
  }

  /** Instants become times in UTC: Hudi's and Athena's timestamps have no zone. */
  private static String asIs(Column column) {
    return column.type().is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        ? "CAST(" + quote(column.name()) + " AS TIMESTAMP(6))"
        : quote(column.name());
  }

  static String select(Map<String, String> expressions, String from) {
    StringBuilder sql = new StringBuilder("SELECT ");
    expressions.forEach(
        (name, expression) ->
            sql.append(sql.length() > 7 ? ",\n  " : "")
                .append('(')
                .append(expression)
                .append(") AS ")
                .append(quote(name)));
    return sql.append("\nFROM ").append(quote(from)).toString();
  }

  static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
