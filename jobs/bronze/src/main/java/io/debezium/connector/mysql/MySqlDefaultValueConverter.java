package io.debezium.connector.mysql;

import io.debezium.relational.Column;
import io.debezium.relational.DefaultValueConverter;
import java.util.Optional;

/**
 * Stands in for Debezium's class of this name, which Debezium makes by name: its own ends the
 * capture at defaults that it cannot convert, such as a {@code TIME} of {@code '-1:00'}. Rows have
 * all their values, so that nobody asks for a column's default.
 */
public final class MySqlDefaultValueConverter implements DefaultValueConverter {

  /** As Debezium calls it. */
  public MySqlDefaultValueConverter(MySqlValueConverters converters) {}

  @Override
  public Optional<Object> parseDefaultValue(Column column, String expression) {
    return Optional.empty();
  }
}
