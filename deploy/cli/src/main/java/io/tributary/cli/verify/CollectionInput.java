package io.tributary.cli.verify;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCursor;
import io.tributary.common.schema.TableId;
import io.tributary.silver.document.DocumentMapper;
import io.tributary.silver.source.InputTable;
import java.io.IOException;
import org.apache.flink.core.io.GenericInputSplit;
import org.apache.flink.table.data.RowData;
import org.bson.BsonDocument;

/** The documents of a collection as they are when they are read. */
final class CollectionInput extends SourceInput {

  private static final long serialVersionUID = 1L;

  private static final int BATCH = 4_096;

  private final MongoDbAccess access;

  private transient DocumentMapper mapper;
  private transient MongoClient client;
  private transient MongoCursor<BsonDocument> documents;

  CollectionInput(MongoDbAccess access, InputTable input) {
    super(input);
    this.access = access;
  }

  @Override
  public void open(GenericInputSplit split) throws IOException {
    super.open(split);
    TableId collection = input().source().table();
    mapper = input().documentMapper();
    try {
      client = access.connect();
      documents =
          client
              .getDatabase(collection.database())
              .getCollection(collection.table(), BsonDocument.class)
              .withReadConcern(ReadConcern.MAJORITY)
              .find()
              .batchSize(BATCH)
              .cursor();
    } catch (MongoException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean reachedEnd() throws IOException {
    try {
      return !documents.hasNext();
    } catch (MongoException e) {
      throw failed(e);
    }
  }

  @Override
  public RowData nextRecord(RowData reuse) {
    BsonDocument document = documents.next();
    return inputRow(row -> mapper.map(document, row));
  }

  private IOException failed(MongoException e) {
    return new IOException(
        "Cannot read " + input().source().table().name() + " from " + access + ": " + e, e);
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (client != null) {
      client.close();
    }
  }
}
