package io.tributary.hivereader;

import java.sql.Date;
import java.sql.Timestamp;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils;

/** Hive's values as JSON has them. */
final class Values {

  private Values() {}

  static Object of(Object value, ObjectInspector inspector) {
    Object plain = ObjectInspectorUtils.copyToStandardJavaObject(value, inspector);
    if (plain instanceof HiveDecimal) {
      return ((HiveDecimal) plain).bigDecimalValue();
    }
    if (plain instanceof Timestamp) {
      // To the millisecond: Hudi cuts off the microseconds when it reads for Hive.
      return ((Timestamp) plain).toInstant().toString();
    }
    if (plain instanceof Date) {
      return ((Date) plain).toLocalDate().toString();
    }
    return plain;
  }
}
