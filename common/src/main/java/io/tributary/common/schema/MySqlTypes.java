package io.tributary.common.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * What each MySQL column type is in bronze (MySQL 8.0 Reference Manual, chapter 11, "Data Types").
 *
 * <p>Instants ({@code TIMESTAMP}) are kept as instants, local times ({@code DATETIME}) as local
 * times. {@code TIME} is text because it runs from -838:59:59 to 838:59:59; a {@code DECIMAL} of
 * more than 38 digits is text because neither Parquet readers nor Athena hold more.
 */
public final class MySqlTypes {

  /** Digits that a decimal can have in Parquet, Hudi and Athena. */
  public static final int MAX_DECIMAL_PRECISION = 38;

  private static final int DEFAULT_DECIMAL_PRECISION = 10;
  private static final DataType UNSIGNED_64 = DataTypes.DECIMAL(20, 0);
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
      return DataTypes.STRING().getLogicalType();
    }
    Matcher matcher = COLUMN_TYPE.matcher(type);
    if (!matcher.matches()) {
      throw unknown(columnType);
    }
    return of(
        matcher.group(1) + " " + matcher.group(4),
        number(matcher.group(2)),
        number(matcher.group(3)));
  }

  /**
   * The bronze type of a column as Debezium describes it.
   *
   * @param typeName the type's name with its attributes, in any case: {@code INT UNSIGNED}
   * @param length length, precision or fractional digits; -1 if not given
   * @param scale digits behind the decimal point; -1 if not given
   * @throws IllegalArgumentException for a type that MySQL 8.0 does not have
   */
  public static LogicalType of(String typeName, int length, int scale) {
    String name = typeName.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").trim();
    boolean unsigned = name.contains(" UNSIGNED") || name.contains(" ZEROFILL");
    String base =
        name.replaceAll(" (UNSIGNED|SIGNED|ZEROFILL)", "")
            .replaceAll("\\(.*\\)", "")
            .replaceAll(" (CHARACTER SET|CHARSET|COLLATE|BINARY)( .*)?$", "")
            .trim();
    return dataType(typeName, base, unsigned, length, scale).getLogicalType();
  }

  private static DataType dataType(
      String typeName, String base, boolean unsigned, int length, int scale) {
    switch (base) {
      case "BOOL":
      case "BOOLEAN":
      case "TINYINT":
      case "INT1":
      case "SMALLINT":
      case "INT2":
      case "MEDIUMINT":
      case "INT3":
      case "MIDDLEINT":
      case "YEAR":
        return DataTypes.INT();
      case "INT":
      case "INTEGER":
      case "INT4":
        return unsigned ? DataTypes.BIGINT() : DataTypes.INT();
      case "BIGINT":
      case "INT8":
        return unsigned ? UNSIGNED_64 : DataTypes.BIGINT();
      case "SERIAL":
        return UNSIGNED_64;
      case "DECIMAL":
      case "DEC":
      case "NUMERIC":
      case "FIXED":
        int precision = length < 0 ? DEFAULT_DECIMAL_PRECISION : length;
        return precision > MAX_DECIMAL_PRECISION
            ? DataTypes.STRING()
            : DataTypes.DECIMAL(precision, Math.max(scale, 0));
      case "FLOAT":
      case "FLOAT4":
        return length > 24 && scale < 0 ? DataTypes.DOUBLE() : DataTypes.FLOAT();
      case "DOUBLE":
      case "DOUBLE PRECISION":
      case "REAL":
      case "FLOAT8":
        return DataTypes.DOUBLE();
      case "BIT":
        if (length <= 1) {
          return DataTypes.BOOLEAN();
        }
        return length < Long.SIZE ? DataTypes.BIGINT() : UNSIGNED_64;
      case "DATE":
        return DataTypes.DATE();
      case "DATETIME":
        return DataTypes.TIMESTAMP(length > 3 ? 6 : 3);
      case "TIMESTAMP":
        return DataTypes.TIMESTAMP_LTZ(6);
      case "BINARY":
      case "VARBINARY":
      case "CHAR BYTE":
      case "TINYBLOB":
      case "BLOB":
      case "MEDIUMBLOB":
      case "LONGBLOB":
      case "LONG VARBINARY":
      case "GEOMETRY":
      case "POINT":
      case "LINESTRING":
      case "POLYGON":
      case "MULTIPOINT":
      case "MULTILINESTRING":
      case "MULTIPOLYGON":
      case "GEOMETRYCOLLECTION":
      case "GEOMCOLLECTION":
        return DataTypes.BYTES();
      case "TIME":
      case "ENUM":
      case "SET":
      case "JSON":
        return DataTypes.STRING();
      default:
        if (base.contains("CHAR") || base.contains("TEXT") || base.startsWith("LONG")) {
          return DataTypes.STRING();
        }
        throw unknown(typeName);
    }
  }

  private static int number(String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }

  private static IllegalArgumentException unknown(String type) {
    return new IllegalArgumentException("Not a MySQL 8.0 column type: '" + type + "'");
  }
}
