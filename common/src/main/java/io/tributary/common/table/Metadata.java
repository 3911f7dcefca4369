package io.tributary.common.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names of the columns that Tributary adds to every silver table. */
public final class Metadata {

  /** STRING: the ordering key of the event that wrote the row. */
  public static final String SEQ = "_seq";

  /** STRING: that event's op: r, c, u or d. */
  public static final String OP = "_op";

  /** TIMESTAMP(3), UTC: when the source committed the change; null for snapshot rows. */
  public static final String SOURCE_TS = "_source_ts";

  /** TIMESTAMP(3), UTC: when bronze took the event in. */
  public static final String INGEST_TS = "_ingest_ts";

  /** STRING: JSON object of source values that fit no column; null if there are none. */
  public static final String RESCUED = "_rescued";

  /** BOOLEAN: only in tables with soft deletes. */
  public static final String DELETED = "_deleted";

  /** STRING: only in partitioned tables, and always the last column. */
  public static final String PARTITION = "_partition";

  /** What every silver table has, in order. */
  public static final List<String> ALWAYS =
      Collections.unmodifiableList(Arrays.asList(SEQ, OP, SOURCE_TS, INGEST_TS, RESCUED));

  /** BOOLEAN: whether the row meets {@code where}; never in a table, only on the way there. */
  public static final String KEEP = "_keep";

  private static final Set<String> RESERVED = reserved();

  private Metadata() {}

  private static Set<String> reserved() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(ALWAYS);
    Collections.addAll(names, DELETED, PARTITION, KEEP);
    return names;
  }

  /**
   * Whether a column of that name, in any case, would collide with one that Tributary adds: a
   * source's column of such a name is rescued.
   */
  public static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }
}
