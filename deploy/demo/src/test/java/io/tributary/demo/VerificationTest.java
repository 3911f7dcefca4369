package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerificationTest {

  private static final String EQUAL =
      "{\"tables\": [{\"table\": \"payments.orders\","
          + " \"source_rows\": 10, \"silver_rows\": 10, \"differing_rows\": 0}]}";

  @Test
  void tablesAreEqualWhenNoRowDiffers() throws IOException {
    Verification.Verdict verdict = Verification.verdict(EQUAL, 0);

    assertThat(verdict.equal()).isTrue();
    assertThat(verdict.tables())
        .containsEntry("payments.orders", new Verification.OfTable(10, 10, 0));
  }

  @Test
  void anythingElseIsNotEqual() throws IOException {
    assertThat(Verification.verdict(EQUAL, 1).equal()).isFalse();
    assertThat(Verification.verdict("{\"tables\": []}", 0).equal()).isFalse();
    assertThat(
            Verification.verdict(EQUAL.replace("\"differing_rows\": 0", "\"differing_rows\": 2"), 0)
                .equal())
        .isFalse();
  }

  @Test
  void linesThatLibrariesPrintAreNoVerdict() throws IOException {
    assertThat(Verification.verdict("# WARNING: no agent\n" + EQUAL, 0).equal()).isTrue();
  }

  @Test
  void aTableThatCouldNotBeComparedIsAnError() throws IOException {
    Verification.Verdict verdict =
        Verification.verdict(
            "{\"tables\": [{\"table\": \"payments.orders\", \"error\": \"no such table\"}]}", 2);

    assertThat(verdict.equal()).isFalse();
    assertThat(verdict.errors()).containsExactly("payments.orders: no such table");
  }
}
