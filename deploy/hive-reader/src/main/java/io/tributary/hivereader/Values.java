package io.tributary.hivereader;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils;

/** Hive's values as JSON has them; structs as arrays of their fields. */
final class Values {

  private Values() {}

  static Object of(Object value, ObjectInspector inspector) {
    return plain(ObjectInspectorUtils.copyToStandardJavaObject(value, inspector));
  }

  private static Object plain(Object value) {
    if (value instanceof HiveDecimal) {
      return ((HiveDecimal) value).bigDecimalValue();
    }
    if (value instanceof Timestamp) {
      // To the millisecond: Hudi cuts off the microseconds when it reads for Hive.
      return ((Timestamp) value).toInstant().toString();
    }
    if (value instanceof Date) {
      return ((Date) value).toLocalDate().toString();
    }
    if (value instanceof List) {
      List<Object> list = new ArrayList<>();
      ((List<?>) value).forEach(element -> list.add(plain(element)));
      return list;
    }
    if (value instanceof Map) {
      Map<Object, Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((key, element) -> map.put(plain(key), plain(element)));
      return map;
    }
    return value;
  }
}
