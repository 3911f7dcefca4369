package io.debezium.connector.mysql;

import io.debezium.relational.AllTables;

/**
 * Tries statements on a schema, without changing it. In Debezium's package, for that is who may use
 * its parser.
 */
public final class DdlReader {

  private final MySqlDatabaseSchema schema;

  public DdlReader(MySqlDatabaseSchema schema) {
    this.schema = schema;
  }

  /**
   * Whether Debezium understands a statement.
   *
   * @param database the one that names without a database are of; may be empty
   */
  public boolean isRead(String database, String sql) {
    try {
      schema.getDdlParser().setCurrentSchema(database);
      schema.getDdlParser().parse(sql, new AllTables(schema).copy());
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
