package io.tributary.cli.verify;

import java.io.IOException;
import java.util.List;

/** Tells what was found. */
interface VerifyReport {

  /** Called with each table's result in turn. */
  void table(TableResult result);

  /** Called once, after the last table. */
  void end(List<TableResult> results) throws IOException;
}
