package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.storage.StorageAddress;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class BronzeGraphTest {

  /**
   * A savepoint finds its operators by these. Whoever changes one makes every running lake forget
   * where its capture stood, or files that wait for their commit.
   */
  private static final List<String> UIDS =
      List.of(
          "bronze-shop-source",
          "bronze-shop-sink",
          "Sink Committer: bronze-shop-sink",
          "bronze-shop-sink: bronze-shop-commit-log",
          "bronze-crm-source",
          "bronze-crm-sink",
          "Sink Committer: bronze-crm-sink",
          "bronze-crm-sink: bronze-crm-commit-log");

  @Test
  void everyOperatorHasItsUid() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    for (String source : List.of("shop", "crm")) {
      BronzeJob.define(
          env,
          source,
          new ScriptedSource(Shop::event, 1, 1, 1, new Faults()),
          new BronzeSink(source, new StorageAddress("file:///bronze/" + source, null), 100));
    }

    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrderElementsOf(UIDS);
  }
}
