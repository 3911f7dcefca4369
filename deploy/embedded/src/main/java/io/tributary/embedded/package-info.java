/**
 * Real servers for the demo and the tests, without containers: {@link
 * io.tributary.embedded.EmbeddedMySql} as a child process, {@link io.tributary.embedded.EmbeddedS3}
 * in this one, {@link io.tributary.embedded.EmbeddedMongo} as the one or, emulated, the other. They
 * listen on random loopback ports, keep their data in a directory they are given (the emulator: in
 * memory), and end with the JVM.
 */
package io.tributary.embedded;
