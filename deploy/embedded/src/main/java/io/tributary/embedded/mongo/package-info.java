/**
 * An emulator of a MongoDB replica set, for where there is no {@code mongod}: mongo-java-server's
 * commands and documents in memory, and what change data capture needs besides. {@link
 * io.tributary.embedded.mongo.CapturedCollection} reports each change to the {@link
 * io.tributary.embedded.mongo.EventLog}, which {@link io.tributary.embedded.mongo.ChangeStream}s
 * read; {@link io.tributary.embedded.mongo.ReplicaSetBackend} answers commands.
 */
package io.tributary.embedded.mongo;
