package io.tributary.bronze;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.schema.SchemaChange;
import java.util.Objects;

/** What a source yields: a row change or a schema change. Never altered once made. */
public final class Captured {

  private final ChangeEvent change;
  private final SchemaChange schemaChange;

  private Captured(ChangeEvent change, SchemaChange schemaChange) {
    this.change = change;
    this.schemaChange = schemaChange;
  }

  public static Captured of(ChangeEvent change) {
    return new Captured(Objects.requireNonNull(change, "change"), null);
  }

  public static Captured of(SchemaChange schemaChange) {
    return new Captured(null, Objects.requireNonNull(schemaChange, "schemaChange"));
  }

  public boolean isSchemaChange() {
    return schemaChange != null;
  }

  /** The row change; null if {@link #isSchemaChange()}. */
  public ChangeEvent change() {
    return change;
  }

  /** The schema change; null unless {@link #isSchemaChange()}. */
  public SchemaChange schemaChange() {
    return schemaChange;
  }
}
