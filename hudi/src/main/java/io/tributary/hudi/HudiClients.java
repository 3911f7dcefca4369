package io.tributary.hudi;

import org.apache.flink.configuration.Configuration;
import org.apache.hudi.client.HoodieFlinkWriteClient;
import org.apache.hudi.client.common.HoodieFlinkEngineContext;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.configuration.HadoopConfigurations;
import org.apache.hudi.util.FlinkWriteClients;

/**
 * Hudi's clients as we use them: each with file views of its own in memory, none with a timeline
 * server, which Hudi keeps in static fields and shares among the jobs of a JVM.
 */
final class HudiClients {

  private HudiClients() {}

  static HoodieWriteConfig writeConfig(Configuration conf) {
    return FlinkWriteClients.getHoodieClientConfig(conf, false, false);
  }

  static HoodieFlinkEngineContext context(Configuration conf) {
    return new HoodieFlinkEngineContext(hadoop(conf));
  }

  static HoodieFlinkWriteClient<?> writeClient(Configuration conf) {
    return new HoodieFlinkWriteClient<>(context(conf), writeConfig(conf));
  }

  /** The table's properties and active timeline as they are now. */
  static HoodieTableMetaClient metaClient(Configuration conf) {
    return HoodieTableMetaClient.builder()
        .setConf(hadoop(conf))
        .setBasePath(conf.get(FlinkOptions.PATH))
        .setLoadActiveTimelineOnLoad(true)
        .build();
  }

  static org.apache.hadoop.conf.Configuration hadoop(Configuration conf) {
    return HadoopConfigurations.getHadoopConf(conf);
  }
}
