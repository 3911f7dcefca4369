package io.tributary.common.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The documentation of {@code lake.yaml}, made of the keys that the parser itself goes by. */
public final class ConfigReference {
  private ConfigReference() {}

  /** A Markdown table with a row for each key. */
  public static String markdown() {
    return Arrays.stream(ConfigKey.values())
        .map(
            key ->
                "| `"
                    + key.path()
                    + "` | "
                    + key.type()
                    + " | "
                    + key.defaultText()
                    + " | "
                    + key.description()
                    + " |\n")
        .collect(
            Collectors.joining(
                "", "| Key | Type | Default | What it says |\n|---|---|---|---|\n", ""));
  }

  /** The whole page {@code docs/configuration.md}. */
  public static String page() {
    return String.join(
        "\n",
        "# Configuration",
        "<!-- Generated from the code: see ConfigReferenceTest for how to write it anew. -->",
        "",
        "One file, `lake.yaml`, describes the lake to every job. A job is told where it is by"
            + " `--config`",
        "(a path or an `s3://` address), or by the property `config` in the runtime property group"
            + " `"
            + RuntimeProperties.GROUP
            + "`",
        "of Amazon Managed Service for Apache Flink; `--properties FILE`, or the environment"
            + " variable",
        "`"
            + RuntimeProperties.VARIABLE
            + "`, names a local file in the service's format in its"
            + " place. All problems of the",
        "file are reported at once, each with its path, its line and how to mend it.",
        "",
        markdown(),
        "Expressions and conditions are Flink SQL over the source's columns. Columns beginning with"
            + " `_` are",
        "Tributary's own.",
        "",
        "## Secrets",
        "",
        "A secret is never in the file, only a reference to it, looked up by the jobs that need it:",
        "",
        "| Reference | Where the secret is |",
        "|---|---|",
        "| `${env:NAME}` | an environment variable |",
        "| `${file:/path}` | a local file, without the line end at its end |",
        "| `${secretsmanager:name}` | AWS Secrets Manager: the whole text of the secret of this name"
            + " or ARN |",
        "| `${secretsmanager:name#key}` | AWS Secrets Manager: one value of a secret that is a JSON"
            + " object |",
        "",
        "Between `{` and `}` YAML wants references in quotes: `{password: \"${env:NAME}\"}`. In"
            + " patterns, too, quotes",
        "matter: `'payments\\..*'` and `\"payments\\\\..*\"` are the same.",
        "");
  }
}
