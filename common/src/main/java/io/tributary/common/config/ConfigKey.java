package io.tributary.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every key of {@code lake.yaml}, defined once: the parser takes the known keys and their defaults
 * from here, {@link ConfigReference} the documentation.
 */
enum ConfigKey {
  LAKE("lake", "section", required(), "Where the three layers are; none may be inside another."),
  LAKE_BRONZE(
      "lake.bronze",
      "`s3://` or `file:///` address",
      required(),
      "Every change as it came, in Parquet. S3, or a directory where one machine is all there is."),
  LAKE_SILVER(
      "lake.silver",
      "`s3://` or `file:///` address",
      required(),
      "The current rows, in Hudi tables."),
  LAKE_CONSUMER(
      "lake.consumer",
      "`s3://` or `file:///` address",
      required(),
      "What SQL makes of silver, in Hudi tables."),

  S3(
      "s3",
      "section",
      absent("AWS"),
      "An S3-compatible store. On AWS leave it out: region and"
          + " credentials come from the platform."),
  S3_ENDPOINT("s3.endpoint", "`http://` or `https://` URL", required(), "Where the store answers."),
  S3_PATH_STYLE(
      "s3.path_style",
      "true or false",
      value("true"),
      "Whether requests name the bucket in the path rather than in the host name."),
  S3_ACCESS_KEY(
      "s3.access_key",
      "`${…}` reference to a secret",
      absent("the platform's credentials"),
      "Together with `s3.secret_key`."),
  S3_SECRET_KEY(
      "s3.secret_key",
      "`${…}` reference to a secret",
      absent("the platform's credentials"),
      "Together with `s3.access_key`."),

  DEAD_LETTERS(
      "dead_letters",
      "section",
      absent("as below"),
      "What happens to records that cannot be processed: they are kept below the source's part of"
          + " bronze, and the jobs go on."),
  DEAD_LETTERS_MAX_PER_MINUTE(
      "dead_letters.max_per_minute",
      "0 to 1000000",
      value("100"),
      "Dead letters of one table, in a minute and one parallel instance of a job, with which the"
          + " job goes on; one more stops it."),

  SOURCES(
      "sources",
      "section",
      required(),
      "The servers to capture, by name: lower-case letters, digits, `_` and `-`, beginning with a"
          + " letter."),
  SOURCE_TYPE("sources.<name>.type", "`mysql` or `mongodb`", required(), "The kind of server."),

  MYSQL_HOST("sources.<mysql>.host", "host name", required(), "Without port."),
  MYSQL_PORT("sources.<mysql>.port", "1 to 65535", value("3306"), "The server's port."),
  MYSQL_USER(
      "sources.<mysql>.user",
      "text",
      required(),
      "Needs SELECT, SHOW DATABASES, REPLICATION SLAVE and REPLICATION CLIENT."),
  MYSQL_PASSWORD(
      "sources.<mysql>.password",
      "`${…}` reference to a secret",
      required(),
      "The user's password."),
  MYSQL_TABLES(
      "sources.<mysql>.tables",
      "list of patterns",
      required(),
      "What to capture: Java regular expressions that match the whole of `database.table`. No"
          + " commas: write one pattern per entry."),
  MYSQL_SERVER_ID(
      "sources.<mysql>.server_id",
      "first-last",
      value("5400-6399"),
      "Ids under which the capture presents itself to the server: one per parallel reader, shared"
          + " with no other replica of that server."),
  MYSQL_TLS(
      "sources.<mysql>.tls",
      "`required`, `preferred` or `disabled`",
      value("preferred"),
      "Whether connections are encrypted; `preferred`: where the server offers it."),

  MONGODB_URI(
      "sources.<mongodb>.uri",
      "`mongodb://` or `mongodb+srv://` URI, or a `${…}` reference to one",
      required(),
      "The replica set or sharded cluster, with the driver's options, such as"
          + " `mongodb://host1:27017,host2:27017/?replicaSet=rs0&tls=true`. One with user and"
          + " password must be a reference."),
  MONGODB_USER(
      "sources.<mongodb>.user",
      "text",
      absent("the URI's, or none"),
      "Needs the action `find` on what is captured, `changeStream` and `find` on every database,"
          + " and `listDatabases`: the built-in role `readAnyDatabase` has them."),
  MONGODB_PASSWORD(
      "sources.<mongodb>.password",
      "`${…}` reference to a secret",
      absent("the URI's, or none"),
      "Together with `user`."),
  MONGODB_COLLECTIONS(
      "sources.<mongodb>.collections",
      "list of patterns",
      required(),
      "What to capture: Java regular expressions that match the whole of `database.collection`. No"
          + " commas: write one pattern per entry."),

  TABLES(
      "tables", "list", absent("no silver tables"), "The captured tables that silver is made of."),
  TABLE_TABLE(
      "tables[].table",
      "database.table",
      required(),
      "The table as the source names it; one source's patterns must match it."),
  TABLE_SOURCE(
      "tables[].source",
      "name of a source",
      absent("the one whose patterns match"),
      "Needed only where the patterns of several sources match."),
  TABLE_KEY(
      "tables[].key",
      "list of columns",
      absent("the source's primary key"),
      "What identifies a row. Documents are always identified by `_id`."),
  TABLE_PARTITION_BY(
      "tables[].partition_by",
      "SQL expression",
      absent("no partitions"),
      "The name of a row's partition, such as `DATE_FORMAT(created_at, 'yyyy-MM-dd')`."),
  TABLE_DOCUMENT(
      "tables[].document",
      "SQL types by path",
      absent("the table has rows"),
      "For MongoDB, and needed there: what silver makes of the documents, such as `{_id: STRING,"
          + " address.city: STRING, tags: ARRAY<STRING>}`. Each path makes a column, named"
          + " `address_city`; the type `JSON` takes any value as text. What has no path, or does"
          + " not fit its type, goes to `_rescued`."),
  TABLE_COLUMNS(
      "tables[].columns",
      "SQL expressions by column",
      absent("the source's columns"),
      "Columns to add, or to replace where the source has one of that name."),
  TABLE_DROP(
      "tables[].drop",
      "list of columns",
      absent("none"),
      "Source columns whose values are kept out of silver, also out of `_rescued`; bronze has"
          + " them. Expressions may still read them; a column that is in `columns` too stays, with"
          + " the expression's value only."),
  TABLE_WHERE(
      "tables[].where",
      "SQL condition",
      absent("every row"),
      "Rows that do not meet it are not in silver, or leave it."),
  TABLE_DELETE(
      "tables[].delete",
      "`hard` or `soft`",
      value("hard"),
      "`hard`: a row deleted at the source leaves silver; `soft`: it stays, with `_deleted` true."),
  TABLE_ON_SCHEMA_CHANGE(
      "tables[].on_schema_change",
      "`rescue`, `evolve` or `fail`",
      value("rescue"),
      "Columns that the source gains: `rescue`: their values go to `_rescued`; `evolve`: so too,"
          + " and from the next start they are columns; `fail`: the job stops."),
  TABLE_BUCKETS(
      "tables[].buckets",
      "1 to 256",
      value("1"),
      "Hudi buckets per partition. More buckets write in parallel, and cost more requests.");

  /** The section of one source, of which the type is not known yet; its name is the user's. */
  static final String SOURCE = "sources.<name>";

  /** The keys of a source of type mysql beside {@link #SOURCE_TYPE}. */
  static final String MYSQL = "sources.<mysql>";

  /** The keys of a source of type mongodb beside {@link #SOURCE_TYPE}. */
  static final String MONGODB = "sources.<mongodb>";

  /** The section of one table. */
  static final String TABLE = "tables[]";

  private final String path;
  private final String type;
  private final Fallback fallback;
  private final String description;

  ConfigKey(String path, String type, Fallback fallback, String description) {
    this.path = path;
    this.type = type;
    this.fallback = fallback;
    this.description = description;
  }

  /** The keys of one section, in the order of the reference; "" is the file itself. */
  static List<ConfigKey> in(String section) {
    return Arrays.stream(values())
        .filter(key -> key.section().equals(section) || key.isTypeOf(section))
        .collect(Collectors.toUnmodifiableList());
  }

  /** Such as {@code sources.<name>.port}. */
  String path() {
    return path;
  }

  /** The last part of the path, as written in the file. */
  String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private boolean isTypeOf(String section) {
    return this == SOURCE_TYPE && (section.equals(MYSQL) || section.equals(MONGODB));
  }

  private String section() {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  String type() {
    return type;
  }

  boolean isRequired() {
    return fallback.required;
  }

  /** What holds when the key is not in the file; empty when nothing does. */
  Optional<String> defaultValue() {
    return Optional.ofNullable(fallback.value);
  }

  /** The default for people: a value, a description, or "required". */
  String defaultText() {
    return fallback.text;
  }

  String description() {
    return description;
  }

  private static Fallback required() {
    return new Fallback(true, null, "required");
  }

  private static Fallback value(String value) {
    return new Fallback(false, value, "`" + value + "`");
  }

  private static Fallback absent(String meaning) {
    return new Fallback(false, null, meaning);
  }

  /** What a key means when it is not there. */
  private static final class Fallback {
    private final boolean required;
    private final String value;
    private final String text;

    Fallback(boolean required, String value, String text) {
      this.required = required;
      this.value = value;
      this.text = text;
    }
  }
}
