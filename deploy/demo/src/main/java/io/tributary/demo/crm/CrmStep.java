package io.tributary.demo.crm;

import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;

/**
 * One thing that happens to the CRM's collections.
 *
 * @param dueMillis when, in milliseconds after the traffic has begun
 * @param writes done in order
 */
record CrmStep(long dueMillis, Mode mode, List<Writes> writes) {

  /** How writes belong together. Servers without transactions leave out what is rolled back. */
  enum Mode {
    ONE_BY_ONE,
    TRANSACTION,
    ROLLED_BACK
  }

  /**
   * Writes to one collection.
   *
   * @param documents how many they are meant to change; it may be fewer, where one is gone already
   */
  record Writes(CrmCollection collection, List<WriteModel<Document>> models, int documents) {}

  /** How many documents it is meant to change. */
  int documents() {
    return mode == Mode.ROLLED_BACK ? 0 : writes.stream().mapToInt(Writes::documents).sum();
  }
}
