package io.tributary.common.config;

/** What silver does with columns that the source has gained since the table was made. */
public enum SchemaChangePolicy {
  /** Their values go to {@code _rescued}; the table stays as it is. */
  RESCUE,

  /** They go to {@code _rescued} until the job starts the next time, and are columns from then. */
  EVOLVE,

  /** The job stops. */
  FAIL
}
