package io.tributary.common.bronze;

import io.tributary.common.schema.TableId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where things lie below a source's part of bronze, {@code <bronze>/<source>/}. */
public final class BronzePaths {

  /** Folder of the commit log's manifests. */
  public static final String COMMITS = "_commits/";

  /** Folder of the source's schema history. */
  public static final String SCHEMA_CHANGES = "_schema_changes/";

  /** Folder of the records that no job could process. */
  public static final String DEAD_LETTERS = "_dead_letters/";

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'dt='yyyy-MM-dd'/hr='HH").withZone(ZoneOffset.UTC);

  private BronzePaths() {}

  /** {@code <bronze>/<source>}: the root of all that a source's capture writes. */
  public static String source(String bronze, String source) {
    return bronze + "/" + source;
  }

  /** {@code database/table/dt=2026-11-22/hr=18}: the folder of the files of an hour of ingest. */
  public static String hour(TableId table, long ingestTs) {
    return table.database()
        + "/"
        + table.table()
        + "/"
        + HOUR.format(Instant.ofEpochMilli(ingestTs));
  }
}
