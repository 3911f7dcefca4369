package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.HudiSettings;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** Sources and sinks of the tables of one catalog. */
final class HudiTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

  private final Map<ObjectPath, HudiTable> tables;
  private final LakeAccess access;

  HudiTableFactory(Map<ObjectPath, HudiTable> tables, LakeAccess access) {
    this.tables = tables;
    this.access = access;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    HudiTable table = table(context);
    if (access.poll().isPresent()) {
      return new ChangeTableSource(table, access.hadoopOptions(), access.poll().get());
    }
    return new SnapshotTableSource(table, access.hadoopOptions());
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    HudiTable table = table(context);
    HudiSettings settings =
        access
            .settings()
            .orElseThrow(() -> new ValidationException("Queries only read: " + table.fullName()));
    return new ResultTableSink(table, access.hadoopOptions(), settings);
  }

  private HudiTable table(Context context) {
    HudiTable table = tables.get(context.getObjectIdentifier().toObjectPath());
    if (table == null) {
      throw new ValidationException(
          context.getObjectIdentifier().asSummaryString() + " is no table of the lake");
    }
    return table;
  }

  @Override
  public String factoryIdentifier() {
    return "lake";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(ResultDefinition.BUCKETS);
  }
}
