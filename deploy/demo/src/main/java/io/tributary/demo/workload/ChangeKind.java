package io.tributary.demo.workload;

/** What a change is to someone who reads the database's log. */
public enum ChangeKind {
  INSERT,
  UPDATE,
  DELETE,
  /** An update of the primary key: captured as a delete of the old and an insert of the new. */
  KEY_CHANGE
}
