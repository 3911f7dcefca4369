package io.tributary.demo;

import com.mongodb.client.MongoClient;
import io.tributary.demo.crm.CrmCollection;
import io.tributary.demo.crm.CrmDatabase;
import io.tributary.demo.crm.CrmKeys;
import io.tributary.demo.crm.CrmLoad;
import io.tributary.demo.crm.CrmPlan;
import io.tributary.demo.crm.CrmTraffic;
import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.CommitListener;
import io.tributary.demo.workload.InitialLoad;
import io.tributary.demo.workload.KeySpace;
import io.tributary.demo.workload.MySqlLogin;
import io.tributary.demo.workload.PaymentsSchema;
import io.tributary.demo.workload.PaymentsTable;
import io.tributary.demo.workload.PaymentsTraffic;
import io.tributary.demo.workload.Traffic;
import io.tributary.demo.workload.TrafficPlan;
import io.tributary.demo.workload.TrafficShape;
import io.tributary.demo.workload.Volume;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The two databases that are captured, and how many rows and documents they hold. */
final class Sources implements AutoCloseable {

  private final MySqlLogin payments;
  private final MongoClient client;
  private final CrmDatabase crm;
  private final ChangeCounts counts =
      new ChangeCounts(
          Stream.of(PaymentsTable.names(), CrmCollection.names()).flatMap(List::stream).toList());

  /** Of servers that run for as long as this is used. */
  Sources(Servers servers) {
    payments = servers.login();
    client = servers.mongo().client();
    crm = new CrmDatabase(client, servers.mongo().isReal());
  }

  /** How many rows {@link #load} makes for so many in the payments database, by table. */
  static Map<String, Long> volume(long seed, int rows) {
    Volume volume = Volume.of(seed, rows);
    Map<String, Long> byTable = new TreeMap<>();
    for (PaymentsTable table : PaymentsTable.values()) {
      byTable.put(table.qualifiedName(), (long) volume.rows(table));
    }
    for (CrmCollection collection : CrmCollection.values()) {
      byTable.put(collection.qualifiedName(), CrmKeys.of(volume).documents(collection));
    }
    return byTable;
  }

  /** Creates the tables and collections and fills them. */
  void load(long seed, int rows) throws SQLException, InterruptedException {
    try (Connection connection = payments.connect()) {
      PaymentsSchema.create(connection);
    }
    crm.create();
    Volume volume = Volume.of(seed, rows);
    Instant now = Instant.now();
    LocalDateTime until = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    new InitialLoad(seed, volume, until, counts, (table, n) -> {}).run(payments);
    new CrmLoad(seed, CrmKeys.of(volume), now, counts).run(crm);
  }

  /** Counts what an earlier run has left. */
  void countRows() throws SQLException {
    try (Connection connection = payments.connect()) {
      PaymentsSchema.countRows(connection, counts);
    }
    crm.countRows(counts);
  }

  /** Kept up to date by the traffic. */
  ChangeCounts counts() {
    return counts;
  }

  CrmDatabase crm() {
    return crm;
  }

  /**
   * Traffic on the keys that the databases have now, one of each.
   *
   * @return to be closed by the caller
   */
  List<Traffic> traffic(long seed, TrafficShape shape, CommitListener listener)
      throws SQLException {
    Instant now = Instant.now();
    CrmPlan crmPlan = new CrmPlan(seed, CrmKeys.read(crm), shape, now);
    KeySpace keys;
    try (Connection connection = payments.connect()) {
      keys = KeySpace.read(connection);
    }
    LocalDateTime start = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    TrafficPlan paymentsPlan = new TrafficPlan(seed, keys, shape, start);
    return List.of(
        new PaymentsTraffic(payments, paymentsPlan, counts, listener),
        new CrmTraffic(crm, crmPlan, counts, listener));
  }

  @Override
  public void close() {
    client.close();
  }
}
