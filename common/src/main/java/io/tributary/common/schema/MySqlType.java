package io.tributary.common.schema;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * What becomes of each MySQL type in the lake (MySQL 8.0 Reference Manual, chapter 11, "Data
 * Types"): the one table that capture goes by, that the tests walk and that {@code docs/types.md}
 * shows. A row stands for types whose values have the same form all the way.
 */
public enum MySqlType {
  /** Signed and unsigned. */
  TINYINT(
      "TINYINT, TINYINT(1), BOOL",
      DataTypes.INT(),
      "Exact. TINYINT(1) and BOOL are numbers in MySQL, and stay numbers.",
      "tinyint",
      "tinyint(1)",
      "tinyint unsigned",
      "tinyint(3) unsigned zerofill"),
  /** Signed and unsigned. */
  SMALLINT("SMALLINT", DataTypes.INT(), "Exact.", "smallint", "smallint unsigned"),
  /** Signed and unsigned. */
  MEDIUMINT("MEDIUMINT", DataTypes.INT(), "Exact.", "mediumint", "mediumint unsigned"),
  INT("INT", DataTypes.INT(), "Exact.", "int"),
  INT_UNSIGNED(
      "INT UNSIGNED", DataTypes.BIGINT(), "Exact.", "int unsigned", "int(10) unsigned zerofill"),
  BIGINT("BIGINT", DataTypes.BIGINT(), "Exact.", "bigint"),
  BIGINT_UNSIGNED("BIGINT UNSIGNED, SERIAL", DataTypes.DECIMAL(20, 0), "Exact.", "bigint unsigned"),
  /** Up to as many digits as Parquet, Hudi and Athena have. */
  DECIMAL(
      "DECIMAL(p,s), NUMERIC, p ≤ 38",
      (precision, scale) -> DataTypes.DECIMAL(precision < 0 ? 10 : precision, Math.max(scale, 0)),
      "DECIMAL(p, s)",
      "Exact.",
      "decimal(10,0)",
      "decimal(12,2)",
      "decimal(38,30)",
      "decimal(12,2) unsigned"),
  LONG_DECIMAL(
      "DECIMAL(p,s), NUMERIC, p > 38",
      DataTypes.STRING(),
      "Exact, as text with all s digits behind the point: Parquet readers and Athena have 38 digits"
          + " at most.",
      "decimal(39,0)",
      "decimal(65,30)"),
  FLOAT("FLOAT", DataTypes.FLOAT(), "Exact: the same 32 bits.", "float", "float(7,4)"),
  DOUBLE(
      "DOUBLE, REAL, FLOAT(25) to FLOAT(53)",
      DataTypes.DOUBLE(),
      "Exact: the same 64 bits.",
      "double",
      "double(10,2)"),
  BIT_1("BIT(1)", DataTypes.BOOLEAN(), "Exact.", "bit(1)"),
  BIT("BIT(2) to BIT(63)", DataTypes.BIGINT(), "Exact, as the number.", "bit(10)", "bit(63)"),
  BIT_64("BIT(64)", DataTypes.DECIMAL(20, 0), "Exact, as the number.", "bit(64)"),
  DATE(
      "DATE",
      DataTypes.DATE(),
      "Exact from 0001-01-01 to 9999-12-31. Zero and invalid dates (0000-00-00, 2024-00-10,"
          + " 2024-02-31) and the year 0 are rescued.",
      "date"),
  /** Up to three digits of a second. */
  DATETIME(
      "DATETIME(0) to DATETIME(3)",
      DataTypes.TIMESTAMP(3),
      "Exact, a local time: no time zone is applied. Dates that DATE rescues are rescued.",
      "datetime",
      "datetime(3)"),
  DATETIME_MICROS(
      "DATETIME(4) to DATETIME(6)",
      DataTypes.TIMESTAMP(6),
      "Exact, a local time; Athena shows milliseconds. Dates that DATE rescues are rescued.",
      "datetime(4)",
      "datetime(6)"),
  TIMESTAMP(
      "TIMESTAMP(0) to TIMESTAMP(6)",
      DataTypes.TIMESTAMP_LTZ(6),
      "Exact, an instant: in UTC, whatever the server's and its sessions' time zones; Athena shows"
          + " milliseconds. 0000-00-00 00:00:00 is rescued.",
      "timestamp",
      "timestamp(6)"),
  TIME(
      "TIME(0) to TIME(6)",
      DataTypes.STRING(),
      "Exact, as MySQL prints it with the column's digits: a TIME runs from -838:59:59 to"
          + " 838:59:59.",
      "time",
      "time(3)",
      "time(6)"),
  YEAR("YEAR", DataTypes.INT(), "Exact: 0, or 1901 to 2155.", "year"),
  CHAR(
      "CHAR, NCHAR",
      DataTypes.STRING(),
      "Exact, without the spaces at the end, as MySQL itself gives it.",
      "char(5)"),
  VARCHAR("VARCHAR, NVARCHAR", DataTypes.STRING(), "Exact.", "varchar(255)"),
  TEXT(
      "TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT",
      DataTypes.STRING(),
      "Exact.",
      "tinytext",
      "text",
      "mediumtext",
      "longtext"),
  BINARY(
      "BINARY(n)",
      DataTypes.BYTES(),
      "Exact: always n bytes, filled up with zeros as in MySQL.",
      "binary(4)"),
  VARBINARY("VARBINARY", DataTypes.BYTES(), "Exact.", "varbinary(100)"),
  BLOB(
      "TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB",
      DataTypes.BYTES(),
      "Exact.",
      "tinyblob",
      "blob",
      "mediumblob",
      "longblob"),
  ENUM(
      "ENUM",
      DataTypes.STRING(),
      "Exact, as the member's text; MySQL's value for what is no member is the empty text. But"
          + " characters such as emoji in a member's name are '?' from the log, for so MySQL's"
          + " catalog shows them.",
      "enum('a','b')"),
  SET(
      "SET",
      DataTypes.STRING(),
      "Exact, as the members' texts in the order of the type, with commas between; but see ENUM.",
      "set('x','y')"),
  JSON(
      "JSON",
      DataTypes.STRING(),
      "Exact: the text that MySQL prints, with every digit. MySQL shows binary values inside as"
          + " base64.",
      "json"),
  GEOMETRY(
      "GEOMETRY, POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON,"
          + " GEOMETRYCOLLECTION",
      DataTypes.BYTES(),
      "Exact, as MySQL stores it: the SRID in four bytes, least significant first, then the WKB.",
      "geometry",
      "point",
      "linestring",
      "polygon",
      "multipoint",
      "multilinestring",
      "multipolygon",
      "geomcollection");

  /** Digits that a decimal can have in Parquet, Hudi and Athena. */
  public static final int MAX_DECIMAL_PRECISION = 38;

  private static final int SINGLE_PRECISION_BITS = 24;
  private static final int MILLISECOND_DIGITS = 3;

  private final String title;
  private final BiFunction<Integer, Integer, DataType> bronze;
  private final String bronzeText;
  private final String exactness;
  private final List<String> examples;

  MySqlType(String title, DataType bronze, String exactness, String... examples) {
    this(title, (length, scale) -> bronze, null, exactness, examples);
  }

  MySqlType(
      String title,
      BiFunction<Integer, Integer, DataType> bronze,
      String bronzeText,
      String exactness,
      String... examples) {
    this.title = title;
    this.bronze = bronze;
    this.bronzeText = bronzeText;
    this.exactness = exactness;
    this.examples = List.of(examples);
  }

  /**
   * The row of a type.
   *
   * @param typeName the type's name with its attributes, in any case: {@code INT UNSIGNED}
   * @param length length, precision or fractional digits; -1 if not given
   * @param scale digits behind the decimal point; -1 if not given
   * @throws IllegalArgumentException for a type that MySQL 8.0 does not have
   */
  public static MySqlType of(String typeName, int length, int scale) {
    String name = typeName.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").trim();
    String base =
        name.replaceAll(" (UNSIGNED|SIGNED|ZEROFILL)", "")
            .replaceAll("\\(.*\\)", "")
            .replaceAll(" (CHARACTER SET|CHARSET|COLLATE|BINARY)( .*)?$", "")
            .trim();
    switch (base) {
      case "BOOL":
      case "BOOLEAN":
      case "TINYINT":
      case "INT1":
        return TINYINT;
      case "SMALLINT":
      case "INT2":
        return SMALLINT;
      case "MEDIUMINT":
      case "INT3":
      case "MIDDLEINT":
        return MEDIUMINT;
      case "INT":
      case "INTEGER":
      case "INT4":
        return isUnsigned(name) ? INT_UNSIGNED : INT;
      case "BIGINT":
      case "INT8":
        return isUnsigned(name) ? BIGINT_UNSIGNED : BIGINT;
      case "SERIAL":
        return BIGINT_UNSIGNED;
      case "DECIMAL":
      case "DEC":
      case "NUMERIC":
      case "FIXED":
        return length > MAX_DECIMAL_PRECISION ? LONG_DECIMAL : DECIMAL;
      case "FLOAT":
      case "FLOAT4":
        return length > SINGLE_PRECISION_BITS && scale < 0 ? DOUBLE : FLOAT;
      case "DOUBLE":
      case "DOUBLE PRECISION":
      case "REAL":
      case "FLOAT8":
        return DOUBLE;
      case "BIT":
        return length <= 1 ? BIT_1 : length < Long.SIZE ? BIT : BIT_64;
      case "DATE":
        return DATE;
      case "DATETIME":
        return length > MILLISECOND_DIGITS ? DATETIME_MICROS : DATETIME;
      case "TIMESTAMP":
        return TIMESTAMP;
      case "TIME":
        return TIME;
      case "YEAR":
        return YEAR;
      case "BINARY":
      case "CHAR BYTE":
        return BINARY;
      case "VARBINARY":
        return VARBINARY;
      case "TINYBLOB":
      case "BLOB":
      case "MEDIUMBLOB":
      case "LONGBLOB":
      case "LONG VARBINARY":
        return BLOB;
      case "ENUM":
        return ENUM;
      case "SET":
        return SET;
      case "JSON":
        return JSON;
      case "GEOMETRY":
      case "POINT":
      case "LINESTRING":
      case "POLYGON":
      case "MULTIPOINT":
      case "MULTILINESTRING":
      case "MULTIPOLYGON":
      case "GEOMETRYCOLLECTION":
      case "GEOMCOLLECTION":
        return GEOMETRY;
      default:
        if (base.contains("TEXT") || base.startsWith("LONG")) {
          return TEXT;
        }
        if (base.contains("VARCHAR") || base.contains("VARYING")) {
          return VARCHAR;
        }
        if (base.contains("CHAR")) {
          return CHAR;
        }
        throw new IllegalArgumentException("Not a MySQL 8.0 column type: '" + typeName + "'");
    }
  }

  /** Whether numbers of the type have no sign; {@code ZEROFILL} says so, too. */
  public static boolean isUnsigned(String typeName) {
    String name = typeName.toUpperCase(Locale.ROOT);
    return name.contains(" UNSIGNED") || name.contains(" ZEROFILL");
  }

  /**
   * The type of a column in bronze.
   *
   * @param length as of {@link #of}
   * @param scale as of {@link #of}
   */
  public LogicalType bronze(int length, int scale) {
    return bronze.apply(length, scale).getLogicalType();
  }

  /** The type in silver of a column that is taken as it is. */
  public static LogicalType silver(LogicalType bronze) {
    return bronze.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        ? DataTypes.TIMESTAMP(6).getLogicalType()
        : bronze;
  }

  /** In MySQL's words. */
  public String title() {
    return title;
  }

  /** In Flink SQL's words, with {@code p} and {@code s} where they are the column's. */
  String bronzeText() {
    return bronzeText == null ? bronze(-1, -1).asSummaryString() : bronzeText;
  }

  String silverText() {
    return bronzeText == null ? silver(bronze(-1, -1)).asSummaryString() : bronzeText;
  }

  String glueText() {
    return bronzeText == null
        ? GlueType.of(silver(bronze(-1, -1)))
        : bronzeText.toLowerCase(Locale.ROOT).replace(", ", ",");
  }

  /** Whether the value is the source's, and what is rescued instead. */
  public String exactness() {
    return exactness;
  }

  /** Column types of this row, as {@code information_schema.columns.column_type} writes them. */
  public List<String> examples() {
    return examples;
  }
}
