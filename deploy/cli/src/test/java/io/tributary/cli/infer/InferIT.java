package io.tributary.cli.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.tributary.cli.TestLake.Commands;
import io.tributary.cli.TestLake.Outcome;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.config.TableConfig;
import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.Progress;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code infer} with a server that is asked as a real one is. */
class InferIT {

  private static final List<String> CUSTOMERS =
      List.of(
          "{_id: {$oid: '65a1b2c3d4e5f60718293a4b'}, email: 'hidden@a', age: 30, __v: 0,"
              + " 'first name': 'hidden', address: {city: 'hidden', geo: {lat: 1.5, lon: 2.5}},"
              + " orders: [{sku: 'hidden', price: {$numberDecimal: '12.50'}}],"
              + " tags: ['hidden', null], 'a.b': 1}",
          "{_id: {$oid: '65a1b2c3d4e5f60718293a4c'}, email: 'hidden@b', age: {$numberLong: '7'},"
              + " address: {city: 'hidden'}, orders: [], since: {$date: '2024-01-01T00:00:00Z'},"
              + " misc: 1}",
          "{_id: {$oid: '65a1b2c3d4e5f60718293a4d'}, email: null, misc: 'hidden'}");

  @TempDir static Path directory;
  private static EmbeddedMongo mongo;

  @BeforeAll
  static void startServer() {
    mongo = EmbeddedMongo.startEmulator(Progress.NONE);
    insert("customers", CUSTOMERS);
  }

  @AfterAll
  static void stopServer() {
    mongo.close();
  }

  @Test
  void whatIsWrittenCanBePastedIntoTheFileAndResolves() throws Exception {
    Path lake = lake("paste", "");
    String text = infer(lake, "crm.customers").out();
    String yaml = infer(lake, "crm.customers", "--format", "yaml").out();

    assertThat(tables(lake("text", text))).isEqualTo(tables(lake("yaml", yaml)));
    LakeConfig config = LakeConfigLoader.load(lake("pasted", text).toString());
    assertThat(config.tables().get(0).document())
        .containsExactly(
            Map.entry("_id", "STRING"),
            Map.entry("email", "STRING"),
            Map.entry("age", "BIGINT"),
            Map.entry("__v", "INT"),
            Map.entry("first name", "STRING"),
            Map.entry("address.city", "STRING"),
            Map.entry("address.geo.lat", "DOUBLE"),
            Map.entry("address.geo.lon", "DOUBLE"),
            Map.entry("orders", "ARRAY<ROW<`sku` STRING, `price` DECIMAL(8, 2)>>"),
            Map.entry("tags", "ARRAY<STRING>"),
            Map.entry("since", "TIMESTAMP(3)"),
            Map.entry("misc", "JSON"));
    List<SilverTable> silver =
        SilverTables.resolve(
            TableEnvironment.create(EnvironmentSettings.inStreamingMode()),
            config,
            Map.of(),
            Map.of());
    assertThat(silver.get(0).table().key()).containsExactly("_id");
  }

  @Test
  void commentsTellWhatWasFoundButNoValue() throws Exception {
    String text = infer(lake("comments", ""), "crm.customers").out();

    assertThat(text)
        .contains("crm.customers of source crm: all 3 documents read.")
        .containsPattern("age: BIGINT +# 66.6 %: (int 50 %, long 50 %|long 50 %, int 50 %)\n")
        .containsPattern("email: STRING +# 100 %: string 66.6 %, null 33.3 %\n")
        .containsPattern("misc: JSON +# 66.6 %: .*; JSON: values of several types\n")
        .contains("# To _rescued: a.b of 33.3 %: no path leads to such a name")
        .contains("rescues something of 33.3 % of the documents read")
        .doesNotContain("hidden");
  }

  @Test
  void programsGetCounts() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(infer(lake("json", ""), "crm.customers", "--format", "json").out());

    assertThat(json.get("table").asText()).isEqualTo("crm.customers");
    assertThat(json.get("documents_read").asInt()).isEqualTo(3);
    assertThat(json.get("documents_with_rescued").asInt()).isEqualTo(1);
    assertThat(json.get("document").get("age").asText()).isEqualTo("BIGINT");
    JsonNode age = json.get("paths").get(2);
    assertThat(age.get("documents").asInt()).isEqualTo(2);
    assertThat(age.get("values").get("long").asInt()).isEqualTo(1);
    assertThat(json.get("left_out").get(0).get("path").asText()).isEqualTo("a.b");
  }

  @Test
  void noMoreDocumentsAreReadThanAskedFor() throws Exception {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add("{_id: " + i + ", n: " + i + "}");
    }
    insert("many", many);

    JsonNode json =
        new ObjectMapper()
            .readTree(
                infer(lake("many", ""), "crm.many", "--sample", "20", "--format", "json").out());

    assertThat(json.get("documents_read").asInt()).isEqualTo(20);
    assertThat(json.get("documents_in_collection").asInt()).isEqualTo(100);
    assertThat(json.get("choice").asText()).isEqualTo("random");
  }

  @Test
  void whatCannotBeReadIsSaidInOneMessage() throws Exception {
    Path lake = lake("wrong", "");

    assertThat(fails(lake, "crm.none")).contains("crm.none of source crm has no documents");
    assertThat(fails(lake, "customers")).contains("DATABASE.COLLECTION");
    assertThat(fails(lake, "crm.customers", "--source", "payments")).contains("crm");
    assertThat(fails(lake, "crm.customers", "--sample", "0")).contains("--sample");
    assertThat(fails(lake, "other.customers"))
        .contains("No pattern of source crm captures other.customers yet");
  }

  private static String fails(Path lake, String... arguments) {
    Outcome outcome = run(lake, arguments);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    return outcome.err();
  }

  private static Outcome infer(Path lake, String... arguments) {
    Outcome outcome = run(lake, arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private static Outcome run(Path lake, String... arguments) {
    List<String> all = new ArrayList<>(List.of("infer", "--config", lake.toString()));
    all.addAll(List.of(arguments));
    return Commands.run(all.toArray(new String[0]));
  }

  private static List<TableConfig> tables(Path lake) {
    return LakeConfigLoader.load(lake.toString()).tables();
  }

  /**
   * A lake of the server's documents.
   *
   * @param tables what stands under {@code tables:}, as it is
   */
  private static Path lake(String name, String tables) throws Exception {
    Path file = directory.resolve(name + ".yaml");
    return Files.writeString(
        file,
        """
        lake:
          bronze: file://%1$s/bronze
          silver: file://%1$s/silver
          consumer: file://%1$s/consumer
        sources:
          crm:
            type: mongodb
            uri: %2$s
            collections: ['crm\\..*']
        """
                .formatted(directory, mongo.uri())
            + (tables.isEmpty() ? "" : "tables:\n" + tables));
  }

  private static void insert(String collection, List<String> documents) {
    try (MongoClient client = mongo.client()) {
      MongoCollection<BsonDocument> target =
          client.getDatabase("crm").getCollection(collection, BsonDocument.class);
      target.insertMany(documents.stream().map(BsonDocument::parse).toList());
    }
  }
}
