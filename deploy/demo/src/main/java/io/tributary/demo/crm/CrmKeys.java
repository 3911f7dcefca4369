package io.tributary.demo.crm;

import static com.mongodb.client.model.Sorts.descending;

import io.tributary.demo.workload.Volume;
import org.bson.Document;

/**
 * The keys in use: each collection's are 1 to a greatest one, with gaps where documents have been
 * deleted.
 */
public record CrmKeys(long customers, long riskEvents) {

  private static final String ID = "_id";

  /** What the initial load leaves: a document for each customer, and an event for every second. */
  public static CrmKeys of(Volume volume) {
    return new CrmKeys(volume.customers(), (volume.customers() + 1) / 2);
  }

  /** What a database that has had traffic holds. */
  public static CrmKeys read(CrmDatabase crm) {
    Document customer = last(crm, CrmCollection.CUSTOMERS);
    Document event = last(crm, CrmCollection.RISK_EVENTS);
    return new CrmKeys(
        customer == null ? 0 : customer.getLong(ID),
        event == null ? 0 : RiskEventId.number(event.getObjectId(ID)));
  }

  private static Document last(CrmDatabase crm, CrmCollection collection) {
    return crm.collection(collection).find().sort(descending(ID)).limit(1).first();
  }

  /** How many documents a collection begins with. */
  public long documents(CrmCollection collection) {
    return switch (collection) {
      case CUSTOMERS -> customers;
      case RISK_EVENTS -> riskEvents;
    };
  }
}
