package io.tributary.demo.cluster;

import java.util.List;

/**
 * How a job is to be run.
 *
 * @param arguments of its {@code main}
 * @param parallelism of operators that do not set their own
 * @param savepoint address of the savepoint or checkpoint to begin from; null for none
 */
public record JobRun(List<String> arguments, int parallelism, String savepoint) {}
