package io.tributary.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns YAML into {@link YamlNode}s and reports what YAML itself allows but a configuration should
 * not have: equal keys, aliases, several documents. What the parser says about broken YAML quotes
 * the lines around it, which may hold a secret: only its own words are passed on.
 */
final class YamlReader {
  private final YAMLParser parser;
  private final Problems problems;

  private YamlReader(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The file's value; empty when it has none or cannot be parsed, which is a problem then. */
  static Optional<YamlNode> read(String yaml, Problems problems) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlReader(parser, problems).document();
    } catch (JsonProcessingException e) {
      reportSyntax(e, text, problems);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("A string cannot fail to be read", e);
    }
  }

  private Optional<YamlNode> document() throws IOException {
    if (parser.nextToken() == null) {
      problems.add("", 0, "The file is empty.", "Begin with the sections lake, sources, tables.");
      return Optional.empty();
    }
    YamlNode root = value("", line());
    if (parser.nextToken() != null) {
      problems.add(
          "",
          line(),
          "A second document begins here, after '---'.",
          "Keep the whole configuration in one document.");
    }
    return Optional.of(root);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private YamlNode value(String path, int line) throws IOException {
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias()) {
      problems.add(path, line, "is a YAML alias.", "Write the value out.");
      return new YamlNode(YamlNode.Kind.NOTHING, path, line, "");
    }
    switch (token) {
      case START_OBJECT:
        return section(path, line);
      case START_ARRAY:
        return list(path, line);
      case VALUE_STRING:
        return new YamlNode(YamlNode.Kind.TEXT, path, line, parser.getText());
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return new YamlNode(YamlNode.Kind.NUMBER, path, line, parser.getText());
      case VALUE_TRUE:
      case VALUE_FALSE:
        return new YamlNode(
            YamlNode.Kind.FLAG, path, line, String.valueOf(parser.getBooleanValue()));
      default:
        return new YamlNode(YamlNode.Kind.NOTHING, path, line, "");
    }
  }

  private YamlNode section(String path, int line) throws IOException {
    YamlNode section = new YamlNode(YamlNode.Kind.SECTION, path, line, "");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      String keyPath = section.pathOf(key);
      int keyLine = line();
      parser.nextToken();
      YamlNode value = value(keyPath, keyLine);
      YamlNode first = section.fields().putIfAbsent(key, value);
      if (first != null) {
        problems.add(
            value, "is given twice, first on line " + first.line() + ".", "Keep one of them.");
      }
    }
    return section;
  }

  private YamlNode list(String path, int line) throws IOException {
    YamlNode list = new YamlNode(YamlNode.Kind.LIST, path, line, "");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.items().add(value(path + "[" + list.items().size() + "]", line()));
    }
    return list;
  }

  private static void reportSyntax(JsonProcessingException e, String text, Problems problems) {
    String words = "cannot be read";
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    if (e.getCause() instanceof MarkedYAMLException) {
      MarkedYAMLException cause = (MarkedYAMLException) e.getCause();
      // Names of tags, anchors and aliases may be pieces of a secret that was not quoted.
      words = cause.getProblem().replaceAll("(tag handle|anchor|alias) .*", "$1");
      Mark mark = cause.getProblemMark();
      line = mark == null ? line : mark.getLine() + 1;
    }
    problems.add(
        "", line, "This is not YAML: " + words + ".", syntaxMend(words, lineOf(text, line)));
  }

  private static String syntaxMend(String words, String line) {
    if (words.contains("escape character")) {
      return "Between double quotes write each \\ twice, or use single quotes.";
    }
    if (line.contains("${")) {
      return "Between { and } a reference needs quotes: \"${env:NAME}\".";
    }
    return "Look at this line and the one before it: indentation, quotes, brackets and the space"
        + " after each colon. Values that begin with a special character need quotes.";
  }

  private static String lineOf(String text, int line) {
    return text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
  }
}
