/**
 * A Flink session cluster within this JVM, and the REST interface by which operators talk to any
 * Flink cluster.
 */
package io.tributary.demo.cluster;
