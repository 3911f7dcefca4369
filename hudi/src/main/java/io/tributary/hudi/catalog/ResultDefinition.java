package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** What {@code CREATE TABLE} says of a result, checked and made a Hudi table. */
final class ResultDefinition {

  /** The only option of a result. */
  static final ConfigOption<Integer> BUCKETS =
      ConfigOptions.key("buckets")
          .intType()
          .defaultValue(1)
          .withDescription("Hudi buckets of each partition; fixed once the table exists.");

  /** What Hudi and Athena can both store. */
  private static final Set<LogicalTypeRoot> STORABLE =
      EnumSet.of(
          LogicalTypeRoot.CHAR,
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.DECIMAL,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.FLOAT,
          LogicalTypeRoot.DOUBLE,
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);

  private ResultDefinition() {}

  /**
   * @throws ValidationException if the table cannot be a result, with what to change
   */
  static HudiTable of(ObjectPath name, String path, ResolvedCatalogTable table) {
    ResolvedSchema schema = table.getResolvedSchema();
    String title = name.getFullName();
    require(
        schema.getColumns().stream().allMatch(Column::isPhysical)
            && schema.getWatermarkSpecs().isEmpty(),
        "%s may only have plain columns: put computed columns into the query",
        title);
    require(
        schema.getPrimaryKey().isPresent(),
        "%s needs a PRIMARY KEY (...) NOT ENFORCED: the columns it is grouped by",
        title);
    List<String> key = schema.getPrimaryKey().get().getColumns();
    RowType rowType = (RowType) schema.toPhysicalRowDataType().getLogicalType();
    for (RowType.RowField field : rowType.getFields()) {
      requireStorable(title, field);
    }
    return new HudiTable(
        name.getDatabaseName(),
        name.getObjectName(),
        path,
        rowType,
        key,
        partition(title, table.getPartitionKeys(), rowType, key),
        buckets(title, table.getOptions()));
  }

  private static void requireStorable(String title, RowType.RowField field) {
    LogicalType type = field.getType();
    require(
        !field.getName().startsWith("_hoodie_"),
        "Column %s of %s: names that begin with _hoodie_ are Hudi's",
        field.getName(),
        title);
    require(
        STORABLE.contains(type.getTypeRoot()),
        "Column %s of %s cannot be stored as %s: cast it to one of %s",
        field.getName(),
        title,
        type.asSerializableString(),
        STORABLE);
    require(
        !type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
            || LogicalTypeChecks.getPrecision(type) <= 6,
        "Column %s of %s cannot keep nanoseconds: make it TIMESTAMP(6)",
        field.getName(),
        title);
  }

  private static String partition(
      String title, List<String> partitionKeys, RowType rowType, List<String> key) {
    if (partitionKeys.isEmpty()) {
      return null;
    }
    require(
        partitionKeys.size() == 1,
        "%s can be partitioned by one column only, not by %s",
        title,
        partitionKeys);
    String partition = partitionKeys.get(0);
    require(
        rowType.getFieldIndex(partition) == rowType.getFieldCount() - 1,
        "The partition column %s of %s must be its last column: Hive's reader, which is Athena's,"
            + " shifts every column behind it",
        partition,
        title);
    require(
        rowType.getTypeAt(rowType.getFieldCount() - 1).is(LogicalTypeRoot.VARCHAR),
        "The partition column %s of %s must be a STRING: it is part of a path",
        partition,
        title);
    require(
        key.contains(partition),
        "The partition column %s of %s must be part of the primary key: a row cannot move to"
            + " another partition",
        partition,
        title);
    return partition;
  }

  private static int buckets(String title, Map<String, String> options) {
    for (String option : options.keySet()) {
      require(
          option.equals(BUCKETS.key()),
          "%s takes no option '%s', only '%s': where and how results are stored is the lake's matter",
          title,
          option,
          BUCKETS.key());
    }
    try {
      int buckets = Configuration.fromMap(options).get(BUCKETS);
      require(buckets >= 1, "%s needs at least one bucket", title);
      return buckets;
    } catch (IllegalArgumentException e) {
      throw new ValidationException(
          "'" + BUCKETS.key() + "' of " + title + " must be a whole number", e);
    }
  }

  private static void require(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new ValidationException(String.format(message, arguments));
    }
  }
}
