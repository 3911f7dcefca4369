package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML allows and a configuration should not have, and YAML that is none. */
class YamlReaderTest {

  @Test
  void everyKeyThatIsGivenTwiceIsReported() {
    assertThat(Yaml.problems(Yaml.SMALL + "sources: {}\nlake: {}\n"))
        .extracting(Problem::toString)
        .containsExactly(
            "sources (line 12): is given twice, first on line 5. Keep one of them.",
            "lake (line 13): is given twice, first on line 1. Keep one of them.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "\n---\n"})
  void anEmptyFileIsAProblem(String yaml) {
    assertThat(Yaml.problems(yaml)).hasSize(1);
  }

  @Test
  void aFileOfOneWordIsAProblem() {
    assertThat(Yaml.problem("lake"))
        .isEqualTo(
            "line 1: must be a section, but is text. Write its keys below it, each followed by a"
                + " colon: lake, s3, dead_letters, sources, tables.");
  }

  @Test
  void aliasesAreWrittenOut() {
    assertThat(
            Yaml.problems(
                Yaml.SMALL
                    .replace("host: db", "host: &h db")
                    .replace("user: tributary", "user: *h")))
        .extracting(Problem::toString)
        .contains("sources.shop.user (line 9): is a YAML alias. Write the value out.");
  }

  @Test
  void thereIsOneDocument() {
    assertThat(Yaml.problem(Yaml.SMALL + "---\nlake: {}\n"))
        .startsWith("line 13: A second document begins here");
  }

  @Test
  void aByteOrderMarkIsNoMatter() {
    assertThat(Yaml.problems("\uFEFF" + Yaml.SMALL)).isEmpty();
  }

  @Test
  void brokenYamlIsReportedWithItsLine() {
    assertThat(Yaml.problem("lake:\n  bronze: s3://acme\n silver: x\n")).startsWith("line 3: ");
    assertThat(Yaml.problem("lake:\n\tbronze: s3://acme\n")).startsWith("line 2: ");
  }

  @Test
  void backslashesBetweenDoubleQuotesAreExplained() {
    assertThat(Yaml.problem(Yaml.SMALL.replace("'shop\\..*'", "\"shop\\..*\"")))
        .startsWith("line 11: ")
        .endsWith("Between double quotes write each \\ twice, or use single quotes.");
  }

  @Test
  void referencesBetweenBracesAreExplained() {
    assertThat(Yaml.problem(Yaml.SMALL + "s3: {endpoint: http://x, access_key: ${env:KEY}}\n"))
        .startsWith("line 12: ")
        .endsWith("Between { and } a reference needs quotes: \"${env:NAME}\".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2: x: y",
        "@hunter2",
        "!hunter2!x y",
        "*hunter2*hunter2",
        "&hunter2 &hunter2 x",
        "'hunter2",
        "\"hunter2\\q\"",
        "%hunter2",
        "{hunter2",
        "\u0000hunter2",
        "|hunter2",
        "? hunter2",
        "!!binary hunter2",
        "!!int hunter2",
      })
  void brokenYamlNeverShowsWhatIsNearby(String password) {
    assertThatThrownBy(() -> Yaml.parse(Yaml.SMALL.replace("${env:SHOP_PASSWORD}", password)))
        .isInstanceOf(ConfigException.class)
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("hunter2");
            });
  }
}
