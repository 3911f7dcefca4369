package io.tributary.hivereader;

import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration, made of what the surroundings say about S3. */
final class HadoopSettings {

  private static final String PREFIX = "hadoop.";

  private HadoopSettings() {}

  static Configuration from(Properties properties, Map<String, String> environment) {
    Configuration conf = new Configuration();
    conf.set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    copy(conf, environment, "AWS_ACCESS_KEY_ID", "fs.s3a.access.key");
    copy(conf, environment, "AWS_SECRET_ACCESS_KEY", "fs.s3a.secret.key");
    copy(conf, environment, "AWS_SESSION_TOKEN", "fs.s3a.session.token");
    String endpoint = environment.get("AWS_ENDPOINT_URL");
    if (endpoint != null) {
      conf.set("fs.s3a.endpoint", endpoint);
      conf.set("fs.s3a.path.style.access", "true");
      conf.set("fs.s3a.connection.ssl.enabled", String.valueOf(endpoint.startsWith("https")));
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        conf.set(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    return conf;
  }

  private static void copy(
      Configuration conf, Map<String, String> environment, String from, String to) {
    String value = environment.get(from);
    if (value != null) {
      conf.set(to, value);
    }
  }
}
