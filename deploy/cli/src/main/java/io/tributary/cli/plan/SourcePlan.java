package io.tributary.cli.plan;

import java.util.List;

/**
 * A source, as far as bronze knows it.
 *
 * @param captured how many of its tables bronze has; 0 if no capture has begun
 * @param withoutTable {@code database.table} of what is captured, but not under {@code tables:}
 * @param leaving {@code database.table} of what was captured, but no pattern matches any longer
 */
record SourcePlan(String name, int captured, List<String> withoutTable, List<String> leaving) {}
