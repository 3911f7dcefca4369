package io.tributary.bronze;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.schema.SchemaChange;
import java.util.Objects;

/**
 * What a source yields: a row change, a schema change, or a record that neither can be made of.
 * Never altered once made.
 */
public final class Captured {

  private final ChangeEvent change;
  private final SchemaChange schemaChange;
  private final DeadLetter deadLetter;

  private Captured(ChangeEvent change, SchemaChange schemaChange, DeadLetter deadLetter) {
    this.change = change;
    this.schemaChange = schemaChange;
    this.deadLetter = deadLetter;
  }

  public static Captured of(ChangeEvent change) {
    return new Captured(Objects.requireNonNull(change, "change"), null, null);
  }

  public static Captured of(SchemaChange schemaChange) {
    return new Captured(null, Objects.requireNonNull(schemaChange, "schemaChange"), null);
  }

  public static Captured of(DeadLetter deadLetter) {
    return new Captured(null, null, Objects.requireNonNull(deadLetter, "deadLetter"));
  }

  public boolean isChange() {
    return change != null;
  }

  public boolean isSchemaChange() {
    return schemaChange != null;
  }

  /** The row change; null unless {@link #isChange()}. */
  public ChangeEvent change() {
    return change;
  }

  /** The schema change; null unless {@link #isSchemaChange()}. */
  public SchemaChange schemaChange() {
    return schemaChange;
  }

  /** The record that could not be understood; null if it is either change. */
  public DeadLetter deadLetter() {
    return deadLetter;
  }
}
