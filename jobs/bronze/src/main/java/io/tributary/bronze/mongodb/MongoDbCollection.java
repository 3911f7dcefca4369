package io.tributary.bronze.mongodb;

import java.util.Objects;

/** What a server says of a collection. */
final class MongoDbCollection {

  private final String database;
  private final String name;
  private final String type;
  private final boolean keepsImages;

  /**
   * @param type {@code collection}, {@code view} or {@code timeseries}
   * @param keepsImages whether the server keeps pre- and post-images of its changes
   */
  MongoDbCollection(String database, String name, String type, boolean keepsImages) {
    this.database = Objects.requireNonNull(database, "database");
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.keepsImages = keepsImages;
  }

  String database() {
    return database;
  }

  String name() {
    return name;
  }

  /** {@code database.collection}. */
  String qualifiedName() {
    return database + "." + name;
  }

  String type() {
    return type;
  }

  /** Whether it has a change stream: views and time series do not. */
  boolean canBeCaptured() {
    return type.equals("collection");
  }

  boolean keepsImages() {
    return keepsImages;
  }

  @Override
  public String toString() {
    return type + " " + qualifiedName();
  }
}
