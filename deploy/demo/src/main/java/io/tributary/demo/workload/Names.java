package io.tributary.demo.workload;

import java.util.SplittableRandom;

/** Texts as people type them: accents, other scripts, emoji, quotes, blanks, nothing at all. */
public final class Names {

  private static final String[] FIRST = {
    "Ana", "Björn", "Chloé", "Dmitri", "Eszter", "Fatima", "Giulia", "Håkon", "Inés", "João",
    "Kōji", "Łukasz", "Müge", "Nguyễn", "Olga", "Þóra", "Zoë", "雅子", "Siobhán", "Ahmed"
  };
  private static final String[] LAST = {
    "O'Brien", "García", "Schröder", "Ito", "Nowak", "Dupont", "Åkesson", "Costa", "Kovács",
        "Smith",
    "van den Berg", "D'Angelo", "Öztürk", "Nielsen", "Silva", "Müller", "Lee", "Петров", "Rossi",
        "Ng"
  };
  private static final String[] TRADES = {
    "Café", "Books", "Bikes", "Møbler", "Fleurs", "Games", "Travel", "Kitchen", "Vinyl", "Outdoor"
  };
  private static final String[] NOTES = {
    "Leave at the door",
    "Gift 🎁 please wrap",
    "Ring twice — \"Apt. 3\\B\"",
    "Không hành, cảm ơn",
    "Rechnung an: Straße 5,\n12345 Köln",
    "👩‍👩‍👧 birthday, do not fold",
    "",
    "50% off; see coupon 'SPRING'",
    "お急ぎください",
    "Tab\there, and a trailing space "
  };
  private static final String[] REASONS = {
    "Damaged on arrival", "Customer changed their mind", "Sent twice", "Wrong size 👟", "Fraud", ""
  };
  private static final String[] COUNTRIES = {
    "DE", "FR", "GB", "US", "BR", "JP", "NO", "PL", "ES", "IT", "TR", "PT"
  };
  private static final String[] CURRENCIES = {"EUR", "EUR", "EUR", "USD", "GBP", "JPY", "BRL"};

  private Names() {}

  public static String person(SplittableRandom random) {
    return pick(random, FIRST) + " " + pick(random, LAST);
  }

  public static String shop(SplittableRandom random, long id) {
    return pick(random, LAST) + " " + pick(random, TRADES) + " " + id;
  }

  /** ASCII, but as typed: capitals, and blanks around it now and then. */
  public static String email(SplittableRandom random, long id) {
    String address = (random.nextInt(4) == 0 ? "User." : "user.") + id + "@Example.com";
    return random.nextInt(10) == 0 ? "  " + address + " " : address;
  }

  public static String note(SplittableRandom random) {
    return pick(random, NOTES);
  }

  public static String reason(SplittableRandom random) {
    return pick(random, REASONS);
  }

  public static String country(SplittableRandom random) {
    return pick(random, COUNTRIES);
  }

  public static String currency(SplittableRandom random) {
    return pick(random, CURRENCIES);
  }

  public static String pick(SplittableRandom random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
