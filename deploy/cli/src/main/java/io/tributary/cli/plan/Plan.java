package io.tributary.cli.plan;

import io.tributary.common.config.Problem;
import java.util.List;

/**
 * What the next start of the jobs would change.
 *
 * @param sources in the order of {@code lake.yaml}
 * @param tables in the order of {@code lake.yaml}, and behind them those that it no longer has
 * @param problems each stops the silver job from starting
 */
record Plan(List<SourcePlan> sources, List<TablePlan> tables, List<Problem> problems) {

  /** Whether the jobs would start. */
  boolean canStart() {
    return problems.isEmpty();
  }

  long count(TablePlan.Action action) {
    return tables.stream().filter(table -> table.action() == action).count();
  }
}
