package io.tributary.bronze.mongodb;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import io.tributary.common.schema.TableId;
import org.apache.flink.cdc.connectors.mongodb.source.config.MongoDBSourceConfigFactory;
import org.apache.flink.cdc.connectors.mongodb.source.connection.MongoClientPool;
import org.bson.BsonDocument;

/** Asks the server, by the client that the capture itself uses. */
final class PooledLookup implements DocumentLookup {

  private static final long serialVersionUID = 1L;

  private final MongoDBSourceConfigFactory factory;

  private PooledLookup(MongoDBSourceConfigFactory factory) {
    this.factory = factory;
  }

  static PooledLookup of(MongoDbServer server) {
    return new PooledLookup(factory(server));
  }

  /** What Flink CDC's pool of clients knows the server by. */
  static MongoDBSourceConfigFactory factory(MongoDbServer server) {
    MongoDBSourceConfigFactory factory = new MongoDBSourceConfigFactory();
    factory.scheme(server.scheme());
    factory.hosts(server.hosts());
    factory.connectionOptions(server.options());
    if (server.user() != null) {
      factory.username(server.user());
    }
    if (server.password() != null) {
      factory.password(server.password());
    }
    return factory;
  }

  @Override
  public BsonDocument find(TableId collection, BsonDocument key) {
    MongoClient client = MongoClientPool.getInstance().getOrCreateMongoClient(factory.create(0));
    return client
        .getDatabase(collection.database())
        .getCollection(collection.table(), BsonDocument.class)
        .withReadConcern(ReadConcern.MAJORITY)
        .find(key)
        .first();
  }
}
