package io.tributary.common.config;

/** What a delete at the source does to the row in silver; written in lower case in the file. */
public enum DeleteMode {
  /** The row leaves the table. */
  HARD,
  /** The row stays with its last values and {@code _deleted = true}. */
  SOFT
}
