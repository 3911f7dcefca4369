package io.tributary.demo.crm;

import io.tributary.demo.workload.Mix;
import io.tributary.demo.workload.Names;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;
import org.bson.types.Decimal128;

/**
 * What the documents hold. A new document is a function of the seed, its collection and its number.
 * Some have values of types that the others do not have.
 */
final class Documents {

  private static final int CUSTOMER = 301;
  private static final int RISK_EVENT = 302;
  private static final long DAY_MILLIS = 86_400_000;

  private final long seed;

  Documents(long seed) {
    this.seed = seed;
  }

  Document customer(long id, Instant createdAt) {
    SplittableRandom random = Mix.random(seed, CUSTOMER, id);
    Document customer =
        new Document("_id", id)
            .append("name", name(random))
            .append("email", Names.email(random, id))
            .append("address", address(random))
            .append("tags", tags(random))
            .append("loyalty", new Document("points", points(random)).append("tier", tier(random)))
            .append("kyc", kyc(random, createdAt))
            .append("consents", consents(random, createdAt))
            .append("created_at", Date.from(createdAt))
            .append("updated_at", Date.from(createdAt))
            .append("revision", 1);
    return random.nextInt(5) == 0 ? customer : customer.append("preferences", preferences(random));
  }

  /**
   * @param customers the event is about one of the customers 1 to this
   */
  Document riskEvent(long number, long customers, Instant occurredAt) {
    SplittableRandom random = Mix.random(seed, RISK_EVENT, number);
    return new Document("_id", RiskEventId.of(number))
        .append("customer_id", random.nextLong(1, customers + 1))
        .append("score", score(random))
        .append("kind", kind(random))
        .append("occurred_at", Date.from(occurredAt))
        .append("amount", amount(random))
        .append("details", details(random));
  }

  /** Text, but for a few imported from elsewhere. */
  static Object name(SplittableRandom random) {
    String name = Names.person(random);
    if (random.nextInt(12) > 0) {
      return name;
    }
    int blank = name.indexOf(' ');
    return new Document("first", name.substring(0, blank))
        .append("last", name.substring(blank + 1));
  }

  static Object address(SplittableRandom random) {
    String city = Names.pick(random, "Köln", "Kraków", "São Paulo", "東京", "Oslo", "Leeds");
    String street = Names.pick(random, "Straße ", "Rua ", "High Street ") + random.nextInt(1, 99);
    return switch (random.nextInt(20)) {
      case 0 -> null;
      case 1 -> street + ", " + city;
      case 2 -> new Document("street", street).append("city", city);
      default ->
          new Document("street", street)
              .append("city", city)
              .append(
                  "geo",
                  new Document("lat", random.nextDouble(-90, 90))
                      .append("lon", random.nextDouble(-180, 180)));
    };
  }

  static List<Object> tags(SplittableRandom random) {
    List<Object> tags = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tags.add(tag(random));
    }
    return tags;
  }

  /** Text, but for a few. */
  static Object tag(SplittableRandom random) {
    return switch (random.nextInt(50)) {
      case 0 -> random.nextInt(100);
      case 1 -> null;
      default -> Names.pick(random, "vip", "b2b", "newsletter", "früher Kunde", "🎂 in May", "");
    };
  }

  /** A number of one of three types, in quarters. */
  static Object points(SplittableRandom random) {
    int quarters = random.nextInt(40_000);
    return switch (random.nextInt(3)) {
      case 0 -> quarters / 4;
      case 1 -> quarters / 4L;
      default -> quarters / 4.0;
    };
  }

  static String tier(SplittableRandom random) {
    return Names.pick(random, "BASIC", "BASIC", "SILVER", "GOLD");
  }

  static Document kyc(SplittableRandom random, Instant now) {
    String status = Names.pick(random, "VERIFIED", "VERIFIED", "PENDING", "REJECTED");
    return new Document("status", status)
        .append("checked_at", status.equals("PENDING") ? null : Date.from(now));
  }

  static Document consents(SplittableRandom random, Instant now) {
    Document marketing =
        new Document("email", random.nextBoolean()).append("sms", random.nextBoolean());
    Document consents = new Document("marketing", marketing);
    return random.nextInt(4) == 0
        ? consents
        : consents.append(
            "terms",
            new Document("version", random.nextInt(1, 9)).append("accepted_at", Date.from(now)));
  }

  static Object preferences(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Names.pick(random, "dark", "light", "{\"not\": \"a document\"}");
      case 1 -> random.nextInt(10);
      case 2 -> List.of("sms", random.nextLong(), random.nextDouble());
      default ->
          new Document("theme", Names.pick(random, "dark", "light"))
              .append("limits", new Document("day", amount(random)).append("week", null));
    };
  }

  /** Mostly a number from 0 to 100, of one of three types. */
  static Object score(SplittableRandom random) {
    int hundredths = random.nextInt(10_001);
    return switch (random.nextInt(30)) {
      case 0 -> "unknown";
      case 1 -> null;
      default ->
          switch (hundredths % 3) {
            case 0 -> hundredths / 100;
            case 1 -> hundredths / 100.0;
            default -> new Decimal128(BigDecimal.valueOf(hundredths, 2));
          };
    };
  }

  static String kind(SplittableRandom random) {
    return Names.pick(random, "CHARGEBACK", "VELOCITY", "NEW_DEVICE", "SANCTIONS_HIT", "MANUAL");
  }

  static Decimal128 amount(SplittableRandom random) {
    return new Decimal128(BigDecimal.valueOf(random.nextLong(1_000_000), 2));
  }

  static Object details(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Names.note(random);
      case 1 -> List.of(random.nextInt(100), Names.country(random));
      case 2 -> null;
      default ->
          new Document("device", new Document("os", Names.pick(random, "iOS", "Android")))
              .append("attempts", random.nextInt(1, 9))
              .append("first_seen", new Date(random.nextLong(20_000 * DAY_MILLIS)));
    };
  }
}
