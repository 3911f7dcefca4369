package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.demo.crm.CrmCollection;
import io.tributary.demo.workload.PaymentsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFileTest {

  @TempDir Path directory;

  @Test
  void isAValidLakeWithAllTables() throws Exception {
    Path file = directory.resolve("lake.yaml");
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    for (String name :
        List.of(LakeFile.MYSQL_PASSWORD, LakeFile.S3_ACCESS_KEY, LakeFile.S3_SECRET_KEY)) {
      Files.writeString(secrets.resolve(name), "secret of " + name);
    }
    LakeFile.write(
        file, 33061, "mongodb://127.0.0.1:27018/?replicaSet=rs0", "http://127.0.0.1:9000", secrets);

    LakeConfig config = LakeConfigLoader.load(file.toString());
    config.requireSecrets(config.sources().keySet());

    assertThat(config.tables())
        .extracting(table -> table.database() + "." + table.table())
        .containsExactlyElementsOf(
            Stream.of(PaymentsTable.names(), CrmCollection.names()).flatMap(List::stream).toList());
    assertThat(config.mySqlSources().get(0).port()).isEqualTo(33061);
    assertThat(config.mySqlSources().get(0).password().reveal())
        .isEqualTo("secret of mysql-password");
    assertThat(config.s3().orElseThrow().endpoint()).hasToString("http://127.0.0.1:9000");
    assertThat(Files.readString(file)).doesNotContainPattern("@[A-Z0-9_]+@");
  }
}
