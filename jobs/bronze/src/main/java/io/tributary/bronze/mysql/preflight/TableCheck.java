package io.tributary.bronze.mysql.preflight;

import io.tributary.bronze.mysql.MySqlColumn;
import io.tributary.bronze.mysql.MySqlTable;
import io.tributary.bronze.preflight.Finding;
import io.tributary.common.schema.MySqlType;
import io.tributary.common.schema.MySqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Whether there are tables to capture, and whether they can be captured exactly. */
final class TableCheck {

  /** {@code payments\..*}: what stands before the dot is a name and no pattern. */
  private static final Pattern LITERAL_DATABASE =
      Pattern.compile("\\^?([\\w$-]+)(?:\\\\\\.|\\[\\.\\]).*", Pattern.UNICODE_CHARACTER_CLASS);

  private TableCheck() {}

  /** Patterns that match none of the captured tables. */
  static List<Finding> ofPatterns(List<String> patterns, List<MySqlTable> tables, Account account) {
    List<Finding> findings = new ArrayList<>();
    for (String pattern : patterns) {
      Pattern compiled = Pattern.compile(pattern);
      if (tables.stream().noneMatch(t -> compiled.matcher(t.qualifiedName()).matches())) {
        findings.add(withoutTable(pattern, account));
      }
    }
    return findings;
  }

  /** A user is not shown the tables that it may not read: tells the two apart where it can. */
  private static Finding withoutTable(String pattern, Account account) {
    Matcher literal = LITERAL_DATABASE.matcher(pattern);
    String database = literal.matches() ? literal.group(1) : null;
    boolean mayRead =
        database == null
            ? account.grants.anywhere("SELECT")
            : account.grants.withinDatabase("SELECT", database);
    if (!mayRead) {
      return PrivilegeCheck.missing(
          account,
          "SELECT",
          database == null ? "*.*" : Sql.allTables(database),
          "no table of " + pattern + " can be read, or even seen",
          true);
    }
    String remedy = "Correct the pattern in lake.yaml, or create the table first.";
    if (!account.grants.everywhere("SELECT")) {
      String tables = database == null ? "the table" : Sql.identifier(database) + ".the_table";
      remedy += " If it exists: " + account.grant("SELECT", tables);
    }
    return Finding.error(
        "pattern " + pattern, "It matches no table that the user can see.", remedy);
  }

  /** What there is to say of one table, but for its privileges. */
  static List<Finding> ofTable(MySqlTable table, boolean hasConfiguredKey) {
    List<Finding> findings = new ArrayList<>();
    String where = "table " + table.qualifiedName();
    String name = Sql.identifier(table.database()) + "." + Sql.identifier(table.name());
    if (table.primaryKey().isEmpty()) {
      findings.add(hasConfiguredKey ? configuredKey(where) : noKey(where, name));
    }
    if (!table.engine().equalsIgnoreCase("InnoDB")) {
      findings.add(
          Finding.warning(
              where,
              "Its storage engine is "
                  + (table.engine().isEmpty() ? "unknown" : table.engine())
                  + ", without InnoDB's transactions: what a failed or rolled back statement leaves"
                  + " in the table may not be in the log.",
              "ALTER TABLE " + name + " ENGINE = InnoDB;"));
    }
    for (MySqlColumn column : table.columns()) {
      findings.addAll(ofColumn(table, column));
    }
    return findings;
  }

  private static Finding noKey(String where, String name) {
    return Finding.error(
        where,
        "It has no primary key: its snapshot cannot be read in chunks, and a row's changes cannot"
            + " be told from another's.",
        "ALTER TABLE "
            + name
            + " ADD PRIMARY KEY (…); or, in lake.yaml, a key of unique columns for the table");
  }

  private static Finding configuredKey(String where) {
    return Finding.warning(
        where,
        "It has no primary key: the one in lake.yaml must be unique, and its first column never"
            + " null and never updated. Without an index on that column the snapshot reads the"
            + " whole table for each chunk.",
        "A primary key in MySQL, or an index that begins with the key's first column");
  }

  private static List<Finding> ofColumn(MySqlTable table, MySqlColumn column) {
    List<Finding> findings = new ArrayList<>();
    String where = "column " + table.qualifiedName() + "." + column.name();
    try {
      LogicalType type = MySqlTypes.ofColumnType(column.columnType());
      if (type.is(LogicalTypeRoot.VARCHAR) && lower(column.columnType()).startsWith("decimal")) {
        findings.add(
            Finding.warning(
                where,
                "Its type "
                    + column.columnType()
                    + " has more digits than the "
                    + MySqlType.MAX_DECIMAL_PRECISION
                    + " of a decimal in Parquet: it is kept as text, without loss.",
                "None is needed; with fewer digits in MySQL it would be a decimal."));
      }
    } catch (IllegalArgumentException e) {
      findings.add(
          Finding.error(
              where,
              "Its type " + column.columnType() + " is not one that Tributary knows.",
              "Leave the table out in lake.yaml, or change the column's type."));
    }
    if (isMembers(column.columnType()) && column.columnType().contains("?")) {
      findings.add(
          Finding.warning(
              where,
              "A member of its type has a '?', which MySQL's catalog also shows for characters such"
                  + " as emoji: of those, values from the log would have the '?'.",
              "None is needed if the member has a '?' indeed."));
    }
    return findings;
  }

  /** Dates that only MySQL knows, if the server lets them in and there are columns for them. */
  static List<Finding> ofDates(List<MySqlTable> tables, Variables variables) {
    boolean hasDates =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .map(column -> lower(column.columnType()))
            .anyMatch(type -> type.startsWith("date") || type.startsWith("timestamp"));
    String mode = variables.get("sql_mode");
    if (!hasDates) {
      return List.of();
    }
    List<String> let = new ArrayList<>();
    if (mode.contains("ALLOW_INVALID_DATES")) {
      let.add("has ALLOW_INVALID_DATES (2024-02-31)");
    }
    if (!mode.contains("NO_ZERO_DATE")) {
      let.add("lacks NO_ZERO_DATE (0000-00-00)");
    }
    return let.isEmpty()
        ? List.of()
        : List.of(
            Finding.warning(
                "server",
                "sql_mode "
                    + String.join(" and ", let)
                    + ": dates that no calendar has can be stored. In silver they are NULL, and"
                    + " their text is in _rescued.",
                "None is needed; with a stricter sql_mode MySQL would turn such dates away."));
  }

  private static boolean isMembers(String columnType) {
    return lower(columnType).startsWith("enum") || lower(columnType).startsWith("set");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
