package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;

/** A database whose collections log their changes, with the commands that concern them. */
final class CapturedDatabase extends MemoryDatabase {

  private static final String IMAGES = "changeStreamPreAndPostImages";

  private final EventLog log;

  CapturedDatabase(String name, CursorRegistry cursors, EventLog log) {
    super(name, cursors);
    this.log = log;
  }

  /** Called by the constructor above, for a collection of the system. */
  @Override
  protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
    return name.startsWith("system.")
        ? super.openOrCreateCollection(name, options)
        : new CapturedCollection(this, name, options, cursorRegistry, log);
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    switch (command.toLowerCase(Locale.ROOT)) {
      case "create":
        Document created = super.handleCommand(channel, command, query, databases, oplog);
        configure(query.get(command), query);
        return created;
      case "collmod":
        configure(query.get(command), query);
        return ok();
      case "listcollections":
        return listed(super.handleCommand(channel, command, query, databases, oplog), query);
      case "find":
        return super.handleCommand(channel, command, IdRange.asFilter(query), databases, oplog);
      case "splitvector":
        String collection = Namespace.parse((String) query.get(command)).collection();
        return SplitVector.answer(existing(collection), query);
      default:
        return super.handleCommand(channel, command, query, databases, oplog);
    }
  }

  @Override
  public void drop(Oplog oplog) {
    super.drop(oplog);
    log.append(List.of(Change.dropDatabase(getDatabaseName())));
  }

  /** The collection; null if there is none. */
  CapturedCollection captured(String name) {
    return resolveCollection(name, false) instanceof CapturedCollection captured ? captured : null;
  }

  private CapturedCollection existing(Object name) {
    CapturedCollection collection = captured((String) name);
    if (collection == null) {
      throw new MongoServerError(
          26, "NamespaceNotFound", "ns does not exist: " + getDatabaseName() + "." + name);
    }
    return collection;
  }

  private void configure(Object collection, Document command) {
    if (command.get(IMAGES) instanceof Document images) {
      existing(collection).keepImages(Utils.isTrue(images.get("enabled")));
    }
  }

  private Document listed(Document answer, Document query) {
    Document cursor = (Document) answer.get("cursor");
    @SuppressWarnings("unchecked")
    List<Document> collections = (List<Document>) cursor.get("firstBatch");
    for (Document collection : collections) {
      CapturedCollection captured = captured((String) collection.get("name"));
      if (captured != null && captured.keepsImages()) {
        ((Document) collection.get("options")).append(IMAGES, new Document("enabled", true));
      }
    }
    Document filter = (Document) query.getOrDefault("filter", new Document());
    DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    cursor.put("firstBatch", collections.stream().filter(c -> matcher.matches(c, filter)).toList());
    return answer;
  }

  private static Document ok() {
    Document answer = new Document();
    Utils.markOkay(answer);
    return answer;
  }
}
