/** What the jobs tell of themselves, by table, read from Flink's metrics in this JVM. */
package io.tributary.demo.metrics;
