package io.tributary.embedded.mongo;

import java.time.Instant;

/**
 * A change at its place in the log.
 *
 * @param wallTime when it was logged
 */
record Event(ResumeToken token, Instant wallTime, Change change) {}
