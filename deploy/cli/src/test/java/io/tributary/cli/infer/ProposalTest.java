package io.tributary.cli.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tributary.cli.infer.Proposal.LeftOut;
import io.tributary.cli.infer.Proposal.Path;
import io.tributary.silver.document.DocumentColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types that are proposed take the documents that they were proposed for. */
class ProposalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | \"a\"",
        "STRING | 'a' ; {$oid: '65a1b2c3d4e5f60718293a4b'} ; {$symbol: 's'}",
        "STRING | {$uuid: '00112233-4455-6677-8899-aabbccddeeff'}",
        "BOOLEAN | true ; null",
        "INT | 1 ; -2147483648",
        "BIGINT | 1 ; {$numberLong: '2'}",
        "DOUBLE | 1 ; 2.5",
        "DOUBLE | 3.0 ; {$numberDouble: 'NaN'}",
        "DOUBLE | 2.5 ; {$numberLong: '9007199254740992'}",
        "'DECIMAL(21, 1)' | 2.5 ; {$numberLong: '9007199254740993'}",
        "'DECIMAL(9, 2)' | {$numberDecimal: '10.50'} ; {$numberDecimal: '-345.1'} ; 7",
        "'DECIMAL(5, 0)' | {$numberDecimal: '0'}",
        "'DECIMAL(38, 0)' | {$numberDecimal: '1E+33'} ; {$numberDecimal: '1E+36'}",
        "TIMESTAMP(3) | {$date: '2024-01-01T00:00:00Z'}",
        "BYTES | {$binary: {base64: 'AAE=', subType: '00'}}",
        "ARRAY<STRING> | ['a', null] ; [] ; ['b']",
        "ARRAY<DOUBLE> | [1, 2.5]",
        "ARRAY<ROW<`sku` STRING, `n` INT, `gift` STRING>> |"
            + " [{sku: 'a', n: 1, gift: null}] ; [{sku: 'b'}]",
        "ARRAY<ROW<`at` ROW<`x` DOUBLE, `y` DOUBLE>>> | [{at: {x: 0.5, y: 1.0}}]",
      })
  void everyValueFits(String type, String values) {
    Proposal proposal = proposed(documents("v", values));

    assertThat(proposal.types()).containsOnly(entry("_id", "INT"), entry("v", type));
    assertThat(proposal.rescued()).isZero();
    assertThat(proposal.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "always null | null",
        "values of several types | 'a' ; 1",
        "values of several types | {a: 1} ; [1]",
        "no SQL type has such values | {$regularExpression: {pattern: 'a', options: ''}}",
        "no SQL type has such values | {$binary: {base64: 'AAE=', subType: '80'}}",
        "a DECIMAL would need 40 digits | {$numberDecimal: '1E+39'}",
        "values such as NaN, which no DECIMAL has |"
            + " {$numberDecimal: 'NaN'} ; {$numberDecimal: '1'}",
        "documents without a field | {}",
        "arrays without a value | [] ; [null]",
        "elements: values of several types | ['a', 1]",
        "'elements: a: values of several types' | [{a: 1}, {a: 'b'}]",
        "'elements: inside of it, \"a-b\" can be no column''s name' | [{'a-b': 1}]",
        "'elements: inside of it, \"B\" can be no column''s name' | [{b: 1, B: 2}]",
        "elements: documents without a field | [{}]",
        "'elements: ARRAY<INT>, which Athena cannot read there' | [[1], []]",
        "elements: with dates, which Athena cannot read there |"
            + " [{at: {$date: '2024-01-01T00:00:00Z'}}]",
      })
  void whatNoTypeHoldsIsJson(String reason, String values) {
    Proposal proposal = proposed(documents("v", values));

    Path path = path(proposal, "v");
    assertThat(path.choice()).isEqualTo(new TypeChoice("JSON", reason));
    assertThat(proposal.rescued()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | {$oid: '65a1b2c3d4e5f60718293a4b'}",
        "INT | 1 ; 2",
        "BIGINT | 1.0 ; 2",
        "BIGINT | {$numberLong: '1'}",
        "'DECIMAL(7, 1)' | {$numberDecimal: '1.5'} ; 10",
        "JSON | 1.5",
        "JSON | {$oid: '65a1b2c3d4e5f60718293a4b'} ; '65a1b2c3d4e5f60718293a4b'",
        "JSON | 1 ; 'a'",
        "JSON | 1 ; null",
        "JSON | {$binary: {base64: 'AAE=', subType: '00'}}",
        "JSON | {a: 1} ; {a: 2}",
        "JSON | {$date: {$numberLong: '-99999999999999'}}",
      })
  void theIdIsOfATypeThatTellsAllIdsApart(String type, String ids) {
    List<BsonDocument> documents =
        Arrays.stream(ids.split(" ; ")).map(id -> BsonDocument.parse("{_id: " + id + "}")).toList();

    Proposal proposal = Proposal.of(documents);

    assertThat(proposal.types()).containsOnly(entry("_id", type));
    assertThat(proposal.rescued()).isZero();
  }

  @Test
  void fewMisfitsAreRescuedAndCounted() {
    Proposal proposal = proposed(repeated(96, "{v: 'a'}"), repeated(4, "{v: 1}"));

    assertThat(path(proposal, "v").choice().type()).isEqualTo("STRING");
    assertThat(path(proposal, "v").rescued()).isEqualTo(4);
    assertThat(proposal.rescued()).isEqualTo(4);
  }

  @Test
  void manyMisfitsMakeItJson() {
    assertThat(proposed(repeated(94, "{v: 'a'}"), repeated(6, "{v: 1}")).types())
        .containsEntry("v", "JSON");
  }

  @Test
  void anArrayIsRescuedAsAWholeSoItsMisfitsWeighMore() {
    Proposal proposal =
        proposed(
            repeated(90, "{v: [1, 2, 3, 4, 5, 6, 7, 8, 9]}"),
            repeated(10, "{v: [1, 2, 3, 4, 5, 6, 7, 8, 'x']}"));

    assertThat(path(proposal, "v").choice())
        .isEqualTo(new TypeChoice("JSON", "ARRAY<INT> would not take 10 %"));
    assertThat(proposal.rescued()).isZero();
  }

  @Test
  void fieldsOfNestedDocumentsAreColumns() {
    Proposal proposal =
        proposed(
            repeated(97, "{address: {city: 'a', geo: {lat: 1.5}}, tags: {}}"),
            repeated(1, "{address: null}"),
            repeated(1, "{address: 'somewhere'}"),
            repeated(1, "{address: {}}"));

    assertThat(proposal.types())
        .containsOnly(
            entry("_id", "INT"),
            entry("address.city", "STRING"),
            entry("address.geo.lat", "DOUBLE"),
            entry("tags", "JSON"));
    assertThat(proposal.leftOut())
        .containsExactly(new LeftOut("address", 2, "not a document there, or an empty one"));
    assertThat(proposal.rescued()).isEqualTo(2);
    assertThat(path(proposal, "address.city").seen().count()).isEqualTo(97);
  }

  @Test
  void documentsOfManyRareNamesAreMaps() {
    List<BsonDocument> documents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      documents.add(
          BsonDocument.parse(
              "{scores: {k%1$d: 1, k%2$d: 2.5}, attributes: {k%1$d: 1, k%2$d: 'x'}}"
                  .formatted(i, i + 1)));
    }

    Proposal proposal = proposed(documents);

    assertThat(proposal.types())
        .containsEntry("scores", "MAP<STRING, DOUBLE>")
        .containsEntry("attributes", "JSON");
    assertThat(proposal.rescued()).isZero();
  }

  @Test
  void documentsThatAreMapsThemselvesKeepTheirFrequentNames() {
    List<BsonDocument> documents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      documents.add(BsonDocument.parse("{name: 'a', k" + i + ": 1}"));
    }

    Proposal proposal = proposed(documents);

    assertThat(proposal.types()).containsOnlyKeys("_id", "name");
    assertThat(proposal.leftOut()).hasSize(60);
  }

  @Test
  void namesThatMakeNoColumnAreLeftOut() {
    Proposal proposal =
        proposed(
            repeated(
                1,
                "{'a.b': 1, '': 1, ' x': 1, _seq: 1, _Rescued: 1, c_d: 1, 'c-d': 1, C_D: 1,"
                    + " n: {' ': 1, ok: 1}}"));

    assertThat(proposal.types()).containsOnlyKeys("_id", "c_d", "n.ok");
    assertThat(proposal.leftOut().stream().map(LeftOut::path))
        .containsExactlyInAnyOrder("a.b", "", " x", "_seq", "_Rescued", "c-d", "C_D", "n. ");
    assertThat(proposal.rescued()).isEqualTo(1);
  }

  @Test
  void namesThatExtendedJsonHasForTypesAreOnlyCounted() {
    BsonDocument odd = new BsonDocument("v", new BsonDocument("$date", new BsonString("never")));

    Proposal proposal = proposed(repeated(99, "{v: 'a'}"), List.of(odd));

    assertThat(proposal.types()).containsEntry("v", "STRING");
    assertThat(proposal.rescued()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverTheDocumentsAreLittleIsRescuedOfAnyPath(long seed) {
    RandomDocuments random = new RandomDocuments(seed);
    List<BsonDocument> documents = random.documents(200);

    Proposal proposal = Proposal.of(documents);

    assertThat(DocumentColumns.of(proposal.types()).problems()).isEmpty();
    assertThat(path(proposal, "_id").rescued()).isZero();
    assertThat(proposal.paths())
        .allSatisfy(
            path -> {
              assertThat(path.rescued()).isLessThanOrEqualTo(path.seen().count() / 20);
              assertThat(path.choice().isJson()).isEqualTo(path.choice().reason() != null);
            });
  }

  private static Path path(Proposal proposal, String path) {
    return proposal.paths().stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static List<BsonDocument> documents(String name, String values) {
    return Arrays.stream(values.split(" ; "))
        .map(value -> BsonDocument.parse("{" + name + ": " + value + "}"))
        .toList();
  }

  private static List<BsonDocument> repeated(int times, String json) {
    return Stream.generate(() -> BsonDocument.parse(json)).limit(times).toList();
  }

  /** Of documents with ids. */
  @SafeVarargs
  private static Proposal proposed(List<BsonDocument>... documents) {
    List<BsonDocument> all = new ArrayList<>();
    for (List<BsonDocument> some : documents) {
      for (BsonDocument document : some) {
        BsonDocument withId = BsonDocument.parse("{_id: " + all.size() + "}");
        withId.putAll(document);
        all.add(withId);
      }
    }
    return Proposal.of(all);
  }
}
