package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoDbSourceTest {

  private static final String CRM =
      "lake: {bronze: s3://bronze, silver: s3://silver, consumer: s3://consumer}\n"
          + "sources:\n"
          + "  crm:\n"
          + "    type: mongodb\n"
          + "    uri: mongodb://a:27017,b:27018/?replicaSet=rs0\n"
          + "    collections: ['crm\\..*']\n";

  @Test
  void everyKeyArrives() {
    LakeConfig config =
        Yaml.parse(
            CRM.replace("mongodb://a:27017,b:27018/?replicaSet=rs0", "\"${env:CRM_URI}\"")
                + "    user: tributary\n"
                + "    password: \"${env:CRM_PASSWORD}\"\n"
                + "tables:\n"
                + "  - table: crm.customers\n"
                + "    document: {_id: STRING, address.city: STRING, \"tags\": ARRAY<STRING>}\n");

    MongoDbSourceConfig crm = config.mongoDbSources().get(0);
    assertThat(config.mySqlSources()).isEmpty();
    assertThat(crm.name()).isEqualTo("crm");
    assertThat(crm.uri().reference()).isEqualTo("${env:CRM_URI}");
    assertThat(crm.user()).contains("tributary");
    assertThat(crm.password().orElseThrow().reference()).isEqualTo("${env:CRM_PASSWORD}");
    assertThat(crm.patterns()).containsExactly("crm\\..*");
    assertThat(crm.captures("crm", "customers")).isTrue();
    assertThat(crm.captures("crn", "customers")).isFalse();
    TableConfig customers = config.tables().get(0);
    assertThat(List.copyOf(customers.document().entrySet()))
        .extracting(Object::toString)
        .containsExactly("_id=STRING", "address.city=STRING", "tags=ARRAY<STRING>");
  }

  @Test
  void aUriWithoutALoginIsNoSecret() {
    MongoDbSourceConfig crm = Yaml.parse(CRM).mongoDbSources().get(0);
    assertThat(crm.uri().reveal()).isEqualTo("mongodb://a:27017,b:27018/?replicaSet=rs0");
    assertThat(crm.user()).isEmpty();
    assertThat(crm).hasToString("MongoDbSourceConfig{crm, [crm\\..*]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://user:hunter2@db/?replicaSet=rs0",
        "mongodb+srv://user:hunter2@db",
        "mongodb://user@db"
      })
  void aLoginInTheFileIsRefusedAndNotShown(String uri) {
    assertThat(Yaml.problem(CRM.replace("mongodb://a:27017,b:27018/?replicaSet=rs0", uri)))
        .startsWith("sources.crm.uri (line 5): holds a login.")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:27017, is not the URI of a MongoDB deployment.",
    "mongodb://, is not the URI of a MongoDB deployment.",
    "postgres://db, is not the URI of a MongoDB deployment.",
  })
  void whatIsNoUriIsRefused(String uri, String expected) {
    assertThat(Yaml.problem(CRM.replace("mongodb://a:27017,b:27018/?replicaSet=rs0", uri)))
        .contains(expected);
  }

  @Test
  void halfALoginIsRefused() {
    assertThat(Yaml.problem(CRM + "    user: tributary\n"))
        .startsWith("sources.crm.user (line 7): is given without password.");
    assertThat(Yaml.problem(CRM + "    password: \"${env:P}\"\n"))
        .startsWith("sources.crm.password (line 7): is given without user.");
  }

  @Test
  void aKeyOfMySqlIsNoneOfMongoDb() {
    assertThat(Yaml.problem(CRM + "    host: db\n"))
        .startsWith("sources.crm.host (line 7): is not a known key.");
    assertThat(Yaml.problem(Yaml.SMALL.replace("host: db", "host: db\n    uri: mongodb://x")))
        .startsWith("sources.shop.uri");
  }

  @Test
  void aDocumentHasAnIdAndNoOtherKey() {
    assertThat(Yaml.problems(CRM + "tables:\n  - table: crm.customers\n"))
        .as("silver says so, when it knows the collection")
        .isEmpty();
    assertThat(
            Yaml.problem(CRM + "tables:\n  - {table: crm.customers, document: {email: STRING}}\n"))
        .contains("has no _id");
    assertThat(
            Yaml.problem(
                CRM
                    + "tables:\n"
                    + "  - {table: crm.customers, key: [email], document: {_id: STRING}}\n"))
        .contains("documents are identified by _id");
    assertThat(Yaml.problem(Yaml.withTables("- {table: shop.orders, document: {_id: STRING}}")))
        .contains("is for collections of documents");
  }
}
