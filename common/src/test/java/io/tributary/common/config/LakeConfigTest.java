package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a configuration in order comes to, key by key. */
class LakeConfigTest {

  @Test
  void everyKeyArrives() {
    LakeConfig config = Yaml.parse(Yaml.resource("complete.yaml"));

    assertThat(config.lakePaths())
        .isEqualTo(
            new LakePaths(
                "s3://acme-transient/lake", "s3://acme-trusted", "file:///var/lake/consumer"));
    S3Config s3 = config.s3().orElseThrow();
    assertThat(s3.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9000"));
    assertThat(s3.pathStyle()).isFalse();
    assertThat(s3.accessKey().orElseThrow().reference()).isEqualTo("${env:S3_ACCESS_KEY}");
    assertThat(s3.secretKey().orElseThrow().reference()).isEqualTo("${file:/run/secrets/s3}");

    assertThat(config.sources().keySet()).containsExactly("payments", "archive");
    MySqlSourceConfig payments = Yaml.mySql(config, "payments");
    assertThat(payments.name()).isEqualTo("payments");
    assertThat(payments.host()).isEqualTo("payments.db.internal");
    assertThat(payments.port()).isEqualTo(3307);
    assertThat(payments.user()).isEqualTo("tributary");
    assertThat(payments.password().reference()).isEqualTo("${env:PAYMENTS_PASSWORD}");
    assertThat(payments.patterns()).containsExactly("payments\\..*", "ledger\\.entries");
    assertThat(payments.serverIds()).isEqualTo(new ServerIds(5500, 5599)).hasToString("5500-5599");
    assertThat(payments.tls()).isEqualTo(Tls.REQUIRED);
    MySqlSourceConfig archive = Yaml.mySql(config, "archive");
    assertThat(archive.password().reference()).isEqualTo("${secretsmanager:prod/archive#password}");
    assertThat(archive.serverIds()).isEqualTo(new ServerIds(77, 77));

    assertThat(config.tables()).hasSize(2);
    TableConfig orders = config.tables().get(0);
    assertThat(orders.source()).isEqualTo("payments");
    assertThat(orders.database()).isEqualTo("payments");
    assertThat(orders.table()).isEqualTo("orders");
    assertThat(orders.key()).contains(List.of("region", "id"));
    assertThat(orders.partitionBy()).contains("DATE_FORMAT(created_at, 'yyyy-MM-dd')");
    assertThat(List.copyOf(orders.columns().entrySet()))
        .extracting(Object::toString)
        .containsExactly(
            "currency=UPPER(TRIM(currency))",
            "amount=CAST(amount AS DECIMAL(12,2))",
            "card_hash=SHA256(card_number)");
    assertThat(orders.drop()).containsExactly("card_number", "cvc");
    assertThat(orders.where()).contains("status <> 'TEST'");
    assertThat(orders.delete()).isEqualTo(DeleteMode.SOFT);
    assertThat(orders.buckets()).isEqualTo(8);
    assertThat(config.tablesOf("archive")).isEmpty();
    assertThat(config.tablesOf("payments")).isEqualTo(config.tables());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    LakeConfig config = Yaml.parse(Yaml.withTables("- table: shop.orders"));

    assertThat(config.s3()).isEmpty();
    MySqlSourceConfig shop = Yaml.mySql(config, "shop");
    assertThat(shop.port()).isEqualTo(3306);
    assertThat(shop.serverIds()).hasToString("5400-6399");
    assertThat(shop.tls()).isEqualTo(Tls.PREFERRED);
    TableConfig orders = config.tables().get(0);
    assertThat(orders.source()).isEqualTo("shop");
    assertThat(orders.key()).isEmpty();
    assertThat(orders.partitionBy()).isEmpty();
    assertThat(orders.columns()).isEmpty();
    assertThat(orders.drop()).isEmpty();
    assertThat(orders.where()).isEmpty();
    assertThat(orders.delete()).isEqualTo(DeleteMode.HARD);
    assertThat(orders.buckets()).isEqualTo(1);
    assertThat(Yaml.parse(Yaml.SMALL).tables()).isEmpty();
    S3Config s3 = Yaml.parse(Yaml.SMALL + "s3: {endpoint: 'https://minio'}\n").s3().orElseThrow();
    assertThat(s3.pathStyle()).isTrue();
    assertThat(s3.accessKey()).isEmpty();
    assertThat(s3.secretKey()).isEmpty();
  }

  @Test
  void buildersHaveTheDefaultsOfTheFile() {
    LakeConfig config = Yaml.parse(Yaml.withTables("- table: shop.orders"));
    MySqlSourceConfig parsed = Yaml.mySql(config, "shop");
    MySqlSourceConfig built =
        MySqlSourceConfig.builder("shop").host("db").user("u").password(Secret.of("p")).build();

    assertThat(built.port()).isEqualTo(parsed.port());
    assertThat(built.serverIds()).isEqualTo(parsed.serverIds());
    assertThat(built.tls()).isEqualTo(parsed.tls());
    assertThat(TableConfig.builder("shop", "shop", "orders").build())
        .isEqualTo(config.tables().get(0));
  }

  @Test
  void patternsMatchTheWholeNameAsWritten() {
    MySqlSourceConfig shop = Yaml.mySql(Yaml.parse(Yaml.SMALL), "shop");

    assertThat(shop.captures("shop", "orders")).isTrue();
    assertThat(shop.captures("workshop", "orders")).isFalse();
    assertThat(shop.captures("Shop", "orders")).isFalse();
  }

  @Test
  void aMaskedColumnMayKeepTheNameOfTheOneDropped() {
    TableConfig table =
        Yaml.parse(
                Yaml.withTables(
                    "- table: shop.users",
                    "  key: [email]",
                    "  columns: {email: SHA256(email), phone_number: phone}",
                    "  drop: [email, phone]"))
            .tables()
            .get(0);

    assertThat(table.columns()).containsEntry("email", "SHA256(email)");
    assertThat(table.drop()).containsExactly("email", "phone");
  }

  @Test
  void silverTablesLieByDatabaseAndName() {
    assertThat(Yaml.parse(Yaml.SMALL).lakePaths().silverTable("shop", "orders"))
        .isEqualTo("s3://acme/silver/shop/orders");
  }

  @Test
  void nothingThatWasReadCanBeChanged() {
    LakeConfig config = Yaml.parse(Yaml.resource("complete.yaml"));
    TableConfig table = config.tables().get(0);

    assertThatThrownBy(() -> config.sources().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> config.tables().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> table.columns().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> table.drop().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> table.key().orElseThrow().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void operatorsMayHoldPathsAndTablesButNothingWithASecret() throws Exception {
    LakeConfig config = Yaml.parse(Yaml.resource("complete.yaml"));

    for (TableConfig table : config.tables()) {
      assertThat(copy(table)).isEqualTo(table);
    }
    assertThat(copy(config.lakePaths())).isEqualTo(config.lakePaths());
    for (Object holder :
        List.of(
            config,
            config.s3().orElseThrow(),
            Yaml.mySql(config, "payments"),
            Yaml.mySql(config, "payments").password())) {
      assertThat(holder).isNotInstanceOf(Serializable.class);
      assertThatThrownBy(() -> copy(holder)).isInstanceOf(NotSerializableException.class);
    }
  }

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
