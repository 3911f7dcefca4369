package io.tributary.cli.bronze;

import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** Sources of the tables of {@link BronzeCatalog}. */
final class BronzeTableFactory implements DynamicTableSourceFactory {

  private final Map<ObjectPath, BronzeTable> tables;

  BronzeTableFactory(Map<ObjectPath, BronzeTable> tables) {
    this.tables = tables;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new BronzeTableSource(tables.get(context.getObjectIdentifier().toObjectPath()));
  }

  @Override
  public String factoryIdentifier() {
    return "bronze";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }
}
