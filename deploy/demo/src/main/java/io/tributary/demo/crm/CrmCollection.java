package io.tributary.demo.crm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The collections of the CRM's database, in the order in which they are filled. */
public enum CrmCollection {
  /** By {@code _id} the customers of the payments database. */
  CUSTOMERS(true),
  /** What was noticed about customers. */
  RISK_EVENTS(false);

  /** The database of both. */
  public static final String DATABASE = "crm";

  private final boolean keepsImages;

  CrmCollection(boolean keepsImages) {
    this.keepsImages = keepsImages;
  }

  /** The names of both, with their database. */
  public static List<String> names() {
    return Arrays.stream(values()).map(CrmCollection::qualifiedName).toList();
  }

  /** The name in MongoDB, such as {@code risk_events}. */
  public String collectionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name with its database, such as {@code crm.risk_events}. */
  public String qualifiedName() {
    return DATABASE + "." + collectionName();
  }

  /** Whether the server keeps documents as they were before and after each change, if it can. */
  boolean keepsImages() {
    return keepsImages;
  }
}
