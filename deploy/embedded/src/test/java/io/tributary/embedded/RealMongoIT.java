package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMongoIT extends EmbeddedMongoContract {

  @TempDir static Path directories;
  private static int started;

  @TempDir Path own;

  @Override
  EmbeddedMongo start() {
    assumeTrue(
        EmbeddedMongo.realIsAvailable(),
        "There is no mongod here. Install MongoDB (https://www.mongodb.com/try/download/community)"
            + " and put mongod on the PATH, or name it in TRIBUTARY_MONGOD.");
    return EmbeddedMongo.startReal(
        directories.resolve("server-" + ++started), Progress.NONE, List.of());
  }

  @Test
  void saysWhatItIs() {
    assertThat(mongo().isReal()).isTrue();
    assertThat(mongo().description()).matches("MongoDB \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void isWhatIsStartedHere() {
    try (EmbeddedMongo server = EmbeddedMongo.start(own, Progress.NONE)) {
      assertThat(server.isReal()).isTrue();
    }
  }

  @Test
  void carriesOnWithAnEarlierServersDirectoryAndLeavesNoProcess() {
    List<Long> pids = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      try (EmbeddedMongo server =
              EmbeddedMongo.startReal(
                  own, Progress.NONE, List.of("--setParameter", "ttlMonitorSleepSecs=17"));
          MongoClient client = server.client()) {
        pids.add(server.pid());
        ports.add(server.port());
        MongoCollection<Document> orders = client.getDatabase("d").getCollection("orders");
        assertThat(orders.countDocuments()).isEqualTo(run);
        orders.insertOne(order(run));
        Document parameter =
            client
                .getDatabase("admin")
                .runCommand(new Document("getParameter", 1).append("ttlMonitorSleepSecs", 1));
        assertThat(parameter.getInteger("ttlMonitorSleepSecs")).isEqualTo(17);
      }
    }
    // The replica set has followed its member to another port.
    assertThat(ports.stream().distinct().count()).isGreaterThan(1);
    assertThat(pids).doesNotHaveDuplicates().noneMatch(RealMongoIT::isAlive);
  }

  @Test
  void doesNotRunTwiceOnADirectory() {
    try (EmbeddedMongo server = EmbeddedMongo.startReal(own, Progress.NONE, List.of())) {
      assertThatThrownBy(() -> EmbeddedMongo.startReal(own, Progress.NONE, List.of()))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("Another embedded MongoDB server runs on " + own);
      assertThat(isAlive(server.pid())).isTrue();
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    assertThatThrownBy(
            () -> EmbeddedMongo.startReal(own, Progress.NONE, List.of("--no-such-option")))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("no-such-option")
        .hasMessageContaining(own.resolve("mongod.log").toString());
  }

  @Test
  void endsWithAJvmThatIsKilled() throws Exception {
    Process jvm = OtherJvm.start(Other.class, own.toString());
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

      jvm.destroyForcibly();

      server.onExit().get(30, TimeUnit.SECONDS);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The main of the other JVM: prints the server's pid, ends when standard input does. */
  public static final class Other {
    /** Takes the directory. */
    public static void main(String[] arguments) throws IOException {
      EmbeddedMongo server =
          EmbeddedMongo.startReal(Path.of(arguments[0]), Progress.NONE, List.of());
      System.out.println(server.pid());
      while (System.in.read() >= 0) {
        // Nothing is sent.
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
