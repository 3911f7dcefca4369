package io.tributary.demo.crm;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.tributary.demo.crm.CrmCollection.CUSTOMERS;
import static io.tributary.demo.crm.CrmCollection.RISK_EVENTS;

import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.tributary.demo.crm.CrmStep.Writes;
import io.tributary.demo.workload.Names;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the CRM's users and its rules do, as writes. Knows which keys it has given out and nothing
 * of what the database answers; so the same seed always does the same. A document it picks may be
 * gone: then the write changes nothing.
 */
final class CrmScenarios {

  /** Customers who are written to so often that their documents grow and grow. */
  private static final int TALKATIVE = 20;

  private static final int CAMPAIGN = 20;

  private final SplittableRandom random;
  private final Documents documents;
  private final Deque<Long> deleted = new ArrayDeque<>();
  private long customers;
  private long events;

  CrmScenarios(long seed, CrmKeys keys) {
    this.random = new SplittableRandom(seed);
    this.documents = new Documents(seed);
    this.customers = keys.customers();
    this.events = keys.riskEvents();
  }

  Writes newCustomer(Instant now) {
    return write(CUSTOMERS, new InsertOneModel<>(documents.customer(++customers, now)));
  }

  /** One field, at any depth, becomes another value, maybe of another type. */
  Writes editCustomer(Instant now) {
    Bson change =
        switch (random.nextInt(8)) {
          case 0 -> set("name", Documents.name(random));
          case 1 -> set("email", Names.email(random, random.nextInt(1000)));
          case 2 -> set("address", Documents.address(random));
          case 3 -> set("consents.marketing.sms", random.nextBoolean());
          case 4 -> set("kyc", Documents.kyc(random, now));
          case 5 -> set("preferences", Documents.preferences(random));
          case 6 -> set("loyalty", new Document("points", Documents.points(random)));
          default -> unset(Names.pick(random, "preferences", "consents.terms", "tags"));
        };
    return customer(someCustomer(), change);
  }

  /** By an int, a long or a double: the sum has the widest type of the two. */
  Writes earnPoints() {
    int quarters = random.nextInt(1, 400);
    Number earned =
        switch (random.nextInt(3)) {
          case 0 -> quarters / 4 + 1;
          case 1 -> quarters / 4 + 1L;
          default -> quarters / 4.0;
        };
    return customer(someCustomer(), inc("loyalty.points", earned));
  }

  Writes addTag() {
    return customer(someCustomer(), push("tags", Documents.tag(random)));
  }

  Writes talk(Instant now) {
    long id = random.nextBoolean() ? random.nextLong(1, TALKATIVE + 1) : someCustomer();
    Document contact =
        new Document("at", Date.from(now))
            .append("channel", Names.pick(random, "phone", "chat", "mail"))
            .append("text", Names.note(random));
    return customer(id, push("contacts", contact));
  }

  Writes replaceCustomer(Instant now) {
    long id = someCustomer();
    Document replacement = documents.customer(id, now).append("revision", random.nextInt(1000));
    return write(CUSTOMERS, new ReplaceOneModel<>(eq("_id", id), replacement));
  }

  Writes deleteCustomer() {
    long id = someCustomer();
    deleted.addLast(id);
    return write(CUSTOMERS, new DeleteOneModel<>(eq("_id", id)));
  }

  /** The same key comes to life again, unless somebody else has seen to that already. */
  Writes restoreCustomer(Instant now) {
    Long id = deleted.pollFirst();
    return id == null
        ? deleteCustomer()
        : write(
            CUSTOMERS,
            new ReplaceOneModel<>(
                eq("_id", id),
                documents.customer(id, now).append("revision", random.nextInt(1000)),
                new ReplaceOptions().upsert(true)));
  }

  /** Many documents by one command. */
  Writes campaign() {
    long first = someCustomer();
    Bson neighbours = and(gte("_id", first), lt("_id", first + CAMPAIGN));
    Bson change = combine(inc("loyalty.points", 5), changed());
    return new Writes(CUSTOMERS, List.of(new UpdateManyModel<>(neighbours, change)), CAMPAIGN);
  }

  Writes newEvent(Instant now) {
    return write(RISK_EVENTS, new InsertOneModel<>(event(now)));
  }

  /** They share a time in the log. */
  Writes importEvents(Instant now) {
    List<WriteModel<Document>> inserts = new ArrayList<>();
    for (int i = random.nextInt(5, 60); i > 0; i--) {
      inserts.add(new InsertOneModel<>(event(now)));
    }
    return new Writes(RISK_EVENTS, inserts, inserts.size());
  }

  private Document event(Instant now) {
    return documents.riskEvent(++events, customers, now);
  }

  Writes rescore() {
    return event(someEvent(), set("score", Documents.score(random)));
  }

  /** The document grows, and loses what it began with. */
  Writes resolve(Instant now) {
    Document note = new Document("by", Names.person(random)).append("text", Names.note(random));
    return event(
        someEvent(),
        set("resolution.at", Date.from(now)),
        push("resolution.notes", note),
        random.nextBoolean() ? unset("details") : set("details", Documents.details(random)));
  }

  /** In silver, the event may leave one partition for another. */
  Writes redate(Instant now) {
    return event(
        someEvent(), set("occurred_at", Date.from(now.minusSeconds(random.nextInt(6_000_000)))));
  }

  Writes deleteEvent() {
    return write(RISK_EVENTS, new DeleteOneModel<>(eq("_id", RiskEventId.of(someEvent()))));
  }

  /** Some documents by one command. */
  Writes forgetEvents() {
    long first = someEvent();
    Bson neighbours =
        and(gte("_id", RiskEventId.of(first)), lt("_id", RiskEventId.of(first + CAMPAIGN / 4)));
    return new Writes(RISK_EVENTS, List.of(new DeleteManyModel<>(neighbours)), CAMPAIGN / 4);
  }

  /** Changes of both collections that belong together, two of them of one document. */
  List<Writes> review(Instant now) {
    long customer = someCustomer();
    Document finding = event(now).append("customer_id", customer);
    return List.of(
        customer(customer, set("kyc.status", "PENDING")),
        write(RISK_EVENTS, new InsertOneModel<>(finding)),
        customer(customer, set("kyc", Documents.kyc(random, now))));
  }

  /** One last change of each collection. */
  static List<Writes> lastChanges() {
    List<Writes> changes = new ArrayList<>();
    for (CrmCollection collection : CrmCollection.values()) {
      changes.add(write(collection, new UpdateOneModel<>(new Document(), changed())));
    }
    return changes;
  }

  private static Writes customer(long id, Bson change) {
    return write(CUSTOMERS, new UpdateOneModel<>(eq("_id", id), combine(change, changed())));
  }

  private static Writes event(long number, Bson... changes) {
    return write(
        RISK_EVENTS,
        new UpdateOneModel<>(
            eq("_id", RiskEventId.of(number)), combine(combine(changes), changed())));
  }

  /** Writes that change nothing are in no log: this makes each change something. */
  private static Bson changed() {
    return combine(inc("revision", 1), currentDate("updated_at"));
  }

  private static Writes write(CrmCollection collection, WriteModel<Document> model) {
    return new Writes(collection, List.of(model), 1);
  }

  private long someCustomer() {
    return random.nextLong(1, customers + 1);
  }

  /** Mostly a recent one. */
  private long someEvent() {
    long recent = Math.max(1, events - events / 10);
    return random.nextInt(5) > 0
        ? random.nextLong(recent, events + 1)
        : random.nextLong(1, events + 1);
  }
}
