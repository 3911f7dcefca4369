package io.tributary.demo.crm;

import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.Mix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.bson.Document;

/** Fills the CRM's collections. */
public final class CrmLoad {

  /** Risk events of the initial load occurred within so many days before the traffic begins. */
  private static final int DAYS = 75;

  private static final int CREATION = 303;
  private static final long YEARS_MILLIS = Duration.ofDays(3 * 365).toMillis();
  private static final int BATCH = 1000;

  private final long seed;
  private final CrmKeys keys;
  private final Documents documents;
  private final Instant until;
  private final ChangeCounts counts;

  /**
   * @param seed the same seed, keys and time make the same documents
   * @param until when the youngest of the documents came to be
   * @param counts told of the documents as they are inserted
   */
  public CrmLoad(long seed, CrmKeys keys, Instant until, ChangeCounts counts) {
    this.seed = seed;
    this.keys = keys;
    this.documents = new Documents(seed);
    this.until = until;
    this.counts = counts;
  }

  /**
   * Inserts the documents and returns when all are there.
   *
   * @throws com.mongodb.MongoException if the server fails; the collections are then incomplete
   */
  public void run(CrmDatabase crm) {
    load(crm, CrmCollection.CUSTOMERS, id -> documents.customer(id, createdAt(id)));
    load(
        crm,
        CrmCollection.RISK_EVENTS,
        number -> documents.riskEvent(number, keys.customers(), occurredAt(number)));
  }

  private void load(CrmDatabase crm, CrmCollection collection, LongFunction<Document> document) {
    long last = keys.documents(collection);
    for (long first = 1; first <= last; first += BATCH) {
      List<Document> batch = new ArrayList<>();
      for (long number = first; number <= Math.min(last, first + BATCH - 1); number++) {
        batch.add(document.apply(number));
      }
      crm.collection(collection).insertMany(batch);
      counts.loaded(collection.qualifiedName(), batch.size());
    }
  }

  private Instant createdAt(long customer) {
    long millis = Long.remainderUnsigned(Mix.of(seed, CREATION, customer), YEARS_MILLIS);
    return until.minus(Duration.ofDays(DAYS)).minusMillis(millis);
  }

  /** Events are numbered as they occurred. */
  private Instant occurredAt(long event) {
    long span = Duration.ofDays(DAYS).toMillis();
    return until.minusMillis(span - span * event / (keys.riskEvents() + 1));
  }
}
