package io.tributary.common.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.LogicalType;

/** The bronze types of columns, as {@link MySqlType} has them. */
public final class MySqlTypes {

  private static final Pattern COLUMN_TYPE =
      Pattern.compile(
          "([a-z ]+?)\\s*(?:\\((\\d+)(?:\\s*,\\s*(\\d+))?\\))?\\s*((?:unsigned|signed|zerofill|\\s)*)");

  private MySqlTypes() {}

  /**
   * The bronze type of a column as {@code information_schema.columns.column_type} writes it: {@code
   * decimal(12,2) unsigned}, {@code enum('a','b')}.
   *
   * @throws IllegalArgumentException for a type that MySQL 8.0 does not have
   */
  public static LogicalType ofColumnType(String columnType) {
    String type = columnType.toLowerCase(Locale.ROOT).trim();
    if (type.startsWith("enum(") || type.startsWith("set(")) {
      return of(type.substring(0, type.indexOf('(')), -1, -1);
    }
    Matcher matcher = COLUMN_TYPE.matcher(type);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a MySQL 8.0 column type: '" + columnType + "'");
    }
    return of(
        matcher.group(1) + " " + matcher.group(4),
        number(matcher.group(2)),
        number(matcher.group(3)));
  }

  /**
   * The bronze type of a column as Debezium describes it: see {@link MySqlType#of}.
   *
   * @throws IllegalArgumentException for a type that MySQL 8.0 does not have
   */
  public static LogicalType of(String typeName, int length, int scale) {
    return MySqlType.of(typeName, length, scale).bronze(length, scale);
  }

  private static int number(String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }
}
