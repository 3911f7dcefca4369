package io.tributary.cli.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_id",
        "address.city",
        "manager.$ref",
        "null",
        "Yes",
        "12",
        "1e3",
        "a b",
        "a: b",
        "a #b",
        "- a",
        "*a",
        "it's",
        "say \"hi\"",
        "back\\slash",
        "straße",
        "a\nb",
        "\u001b[31m",
        "\u0085\u2028\u202e\ufeff",
        "\ud83d\ude00",
      })
  void yamlReadsEveryNameAsItIs(String name) throws Exception {
    JsonNode read = new YAMLMapper().readTree(Yaml.key(name) + ": STRING");

    assertThat(read.fieldNames()).toIterable().containsExactly(name);
    assertThat(read.get(name).asText()).isEqualTo("STRING");
  }

  @Test
  void nothingThatATerminalActsOnIsWritten() {
    assertThat(Yaml.key("a\u001b[31m\u202e")).isEqualTo("\"a\\u001b[31m\\u202e\"");
  }

  @Test
  void onlyAllIsOneHundred() {
    assertThat(Share.of(3, 3)).isEqualTo("100 %");
    assertThat(Share.of(9_999, 10_000)).isEqualTo("99.9 %");
    assertThat(Share.of(1, 10_000)).isEqualTo("< 0.1 %");
    assertThat(Share.of(0, 10_000)).isEqualTo("0 %");
    assertThat(Share.of(1, 8)).isEqualTo("12.5 %");
  }
}
