package io.tributary.demo.cluster;

/**
 * A job's checkpoints so far.
 *
 * @param completed how many are complete
 * @param failed how many have failed
 * @param latest address of the latest complete one; null if there is none
 * @param latestMillis how long that took
 * @param latestBytes how large the state was that it holds
 */
public record Checkpoints(
    long completed, long failed, String latest, long latestMillis, long latestBytes) {}
