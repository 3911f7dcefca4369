package io.tributary.bronze.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventMetadata;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.mysql.cj.CharsetMapping;
import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.relational.Column;
import io.debezium.relational.ColumnEditor;
import io.debezium.relational.Table;
import io.debezium.relational.TableEditor;
import io.debezium.relational.TableId;
import io.tributary.common.schema.MySqlType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the log says of a table ahead of its rows: how many columns they have, of which types and,
 * from MySQL 8.0 on, in which character sets; with {@code binlog_row_metadata=FULL} also their
 * names.
 */
final class LoggedTable {

  /** What columns are called whose names are not known, behind their number. */
  private static final String NAMELESS = ". column, of unknown name";

  private static final String BYTES = "binary";

  private static final Map<String, String> OF_BYTES =
      Map.of(
          "CHAR", "BINARY",
          "VARCHAR", "VARBINARY",
          "TEXT", "BLOB");

  private final TableMapEventData map;
  private final ColumnType[] types;

  LoggedTable(TableMapEventData map) {
    this.map = map;
    this.types = new ColumnType[map.getColumnTypes().length];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(map.getColumnTypes()[i] & 0xff, map.getColumnMetadata()[i]);
    }
  }

  /** The log has members of ENUM and SET as strings of a kind. */
  private static ColumnType type(int code, int metadata) {
    ColumnType type = ColumnType.byCode(code);
    int kind = metadata >> 8;
    return type == ColumnType.STRING
            && (kind == ColumnType.ENUM.getCode() || kind == ColumnType.SET.getCode())
        ? ColumnType.byCode(kind)
        : type;
  }

  /** Whether rows may have these columns, as far as the log tells. */
  boolean fits(Table table) {
    List<Column> columns = table.columns();
    if (columns.size() != types.length) {
      return false;
    }
    List<String> names = map.getEventMetadata() == null ? null : names();
    for (int i = 0; i < types.length; i++) {
      Column column = columns.get(i);
      if (!logged(type(column)).contains(types[i])
          || names != null && !names.get(i).equalsIgnoreCase(column.name())) {
        return false;
      }
    }
    return true;
  }

  /** Null unless the log has them. */
  private List<String> names() {
    List<String> names = map.getEventMetadata().getColumnNames();
    return names == null || names.size() != types.length ? null : names;
  }

  /** Whether tables have columns of the same names and types. */
  static boolean haveSameColumns(Table one, Table other) {
    List<Column> columns = one.columns();
    List<Column> others = other.columns();
    boolean same = columns.size() == others.size();
    for (int i = 0; same && i < columns.size(); i++) {
      same =
          columns.get(i).name().equalsIgnoreCase(others.get(i).name())
              && type(columns.get(i)) == type(others.get(i));
    }
    return same;
  }

  private static MySqlType type(Column column) {
    return MySqlType.of(column.typeName(), column.length(), column.scale().orElse(-1));
  }

  /** As which types of the log MySQL writes a column. */
  private static Set<ColumnType> logged(MySqlType type) {
    switch (type) {
      case TINYINT:
        return EnumSet.of(ColumnType.TINY);
      case SMALLINT:
        return EnumSet.of(ColumnType.SHORT);
      case MEDIUMINT:
        return EnumSet.of(ColumnType.INT24);
      case INT:
      case INT_UNSIGNED:
        return EnumSet.of(ColumnType.LONG);
      case BIGINT:
      case BIGINT_UNSIGNED:
        return EnumSet.of(ColumnType.LONGLONG);
      case DECIMAL:
      case LONG_DECIMAL:
        return EnumSet.of(ColumnType.NEWDECIMAL, ColumnType.DECIMAL);
      case FLOAT:
        return EnumSet.of(ColumnType.FLOAT);
      case DOUBLE:
        return EnumSet.of(ColumnType.DOUBLE);
      case BIT_1:
      case BIT:
      case BIT_64:
        return EnumSet.of(ColumnType.BIT);
      case DATE:
        return EnumSet.of(ColumnType.DATE, ColumnType.NEWDATE);
      case DATETIME:
      case DATETIME_MICROS:
        return EnumSet.of(ColumnType.DATETIME, ColumnType.DATETIME_V2);
      case TIMESTAMP:
        return EnumSet.of(ColumnType.TIMESTAMP, ColumnType.TIMESTAMP_V2);
      case TIME:
        return EnumSet.of(ColumnType.TIME, ColumnType.TIME_V2);
      case YEAR:
        return EnumSet.of(ColumnType.YEAR);
      case ENUM:
        return EnumSet.of(ColumnType.ENUM);
      case SET:
        return EnumSet.of(ColumnType.SET);
      case JSON:
        return EnumSet.of(ColumnType.JSON);
      case GEOMETRY:
        return EnumSet.of(ColumnType.GEOMETRY);
      case CHAR:
      case BINARY:
      case VARCHAR:
      case VARBINARY:
        return EnumSet.of(ColumnType.STRING, ColumnType.VARCHAR, ColumnType.VAR_STRING);
      case TEXT:
      case BLOB:
        return EnumSet.of(
            ColumnType.BLOB, ColumnType.TINY_BLOB, ColumnType.MEDIUM_BLOB, ColumnType.LONG_BLOB);
    }
    throw new IllegalArgumentException("Unknown type " + type);
  }

  /**
   * The table with the character sets that its rows have. Debezium takes no notice of {@code
   * CONVERT TO}, nor of a {@code MODIFY} that leaves a column's own set for the table's.
   *
   * @return the table itself if it has these already, or if the log does not tell
   */
  Table withCharacterSets(Table table) {
    if (map.getEventMetadata() == null) {
      return table;
    }
    TableEditor edited = table.edit();
    boolean changed = false;
    int text = 0;
    for (int i = 0; i < types.length; i++) {
      if (!isText(types[i])) {
        continue;
      }
      Integer collation = collation(map.getEventMetadata(), text++);
      Column column = table.columns().get(i);
      Column corrected = collation == null ? column : withCharacterSet(column, collation);
      if (corrected != column) {
        edited.updateColumn(corrected);
        changed = true;
      }
    }
    return changed ? edited.create() : table;
  }

  /** Whether the log tells a character set for it; of bytes, that is "binary". */
  private static boolean isText(ColumnType type) {
    return type == ColumnType.STRING
        || type == ColumnType.VARCHAR
        || type == ColumnType.VAR_STRING
        || type == ColumnType.BLOB;
  }

  /**
   * @param text number among the columns that may hold text, from 0
   * @return MySQL's number of the collation; null if the log does not tell
   */
  private static Integer collation(TableMapEventMetadata metadata, int text) {
    if (metadata.getDefaultCharset() != null) {
      Map<Integer, Integer> others = metadata.getDefaultCharset().getCharsetCollations();
      Integer other = others == null ? null : others.get(text);
      return other == null
          ? (Integer) metadata.getDefaultCharset().getDefaultCharsetCollation()
          : other;
    }
    List<Integer> each = metadata.getColumnCharsets();
    return each == null || text >= each.size() ? null : each.get(text);
  }

  private static Column withCharacterSet(Column column, int collation) {
    MySqlType type = type(column);
    String name = CharsetMapping.getStaticMysqlCharsetNameForCollationIndex(collation);
    if (name == null || !OF_BYTES.containsKey(type.name())) {
      return column;
    }
    if (name.equals(BYTES)) {
      String bytes = OF_BYTES.get(type.name());
      return column.edit().type(bytes, bytes).charsetName(null).create();
    }
    String encoding = MySqlConnection.getJavaEncodingForMysqlCharSet(name);
    String known =
        column.charsetName() == null
            ? null
            : MySqlConnection.getJavaEncodingForMysqlCharSet(column.charsetName());
    return encoding == null || Objects.equals(encoding, known)
        ? column
        : column.edit().charsetName(name).create();
  }

  /** Columns that hold rows like these, without their names. */
  Table nameless(TableId id) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      ColumnEditor column =
          Column.editor()
              .name((i + 1) + NAMELESS)
              .position(i + 1)
              .jdbcType(Types.OTHER)
              .optional(true);
      int metadata = map.getColumnMetadata()[i];
      if (types[i] == ColumnType.NEWDECIMAL) {
        column.type("DECIMAL").length(metadata & 0xff).scale(metadata >> 8);
      } else {
        column.type(holding(types[i]));
      }
      columns.add(column.create());
    }
    return Table.editor().tableId(id).addColumns(columns).create();
  }

  /** A type whose columns can hold the log's values. */
  private static String holding(ColumnType type) {
    switch (type) {
      case TINY:
      case SHORT:
      case INT24:
      case LONG:
      case LONGLONG:
      case ENUM:
      case SET:
        return "BIGINT";
      case BIT:
      case FLOAT:
      case DOUBLE:
      case DATE:
      case DATETIME:
      case TIMESTAMP:
      case TIME:
      case YEAR:
      case JSON:
      case GEOMETRY:
        return type.name();
      case DATETIME_V2:
      case TIMESTAMP_V2:
      case TIME_V2:
        return type.name().replace("_V2", "").toUpperCase(Locale.ROOT);
      default:
        return "BLOB";
    }
  }

  /** Whether a table's columns have no names, so that nobody can say which value is what. */
  static boolean isNameless(String firstColumn) {
    return firstColumn.endsWith(NAMELESS);
  }
}
