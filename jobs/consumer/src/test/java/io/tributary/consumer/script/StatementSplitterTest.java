package io.tributary.consumer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements end at semicolons, but not at every semicolon. */
class StatementSplitterTest {

  private static String split(String script) throws ScriptException {
    return StatementSplitter.split(script).stream()
        .map(statement -> statement.line() + ":" + statement.text())
        .collect(Collectors.joining(" ## "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s; fine'",
        "SELECT 'C:\\'",
        "SELECT `a;b``;c` FROM t",
        "SELECT 1 -- one; two\n + 2",
        "SELECT 1 /* one; -- two ' */ + 2",
        "SELECT /*+ STATE_TTL('o' = '1d') */ 1",
        "SELECT '-- no comment;' AS a",
        "SELECT '/* no comment; ' AS a",
        "SELECT 1 - -1",
        "SELECT 4 / 2 * 1"
      })
  void isOneStatement(String script) throws ScriptException {
    assertThat(split(script)).isEqualTo("1:" + script);
    assertThat(split(script + "\n;\n")).isEqualTo("1:" + script);
  }

  @Test
  void statementsHaveTheLineTheyBeginInWithoutCommentsBeforeThem() throws ScriptException {
    assertThat(
            split("-- about; it\n\n/* more;\n */ SET 'a' = 'b';\n\nSELECT\n 1; SELECT 2;;\n-- end"))
        .isEqualTo("4:SET 'a' = 'b' ## 6:SELECT\n 1 ## 7:SELECT 2");
  }

  @Test
  void theTextInPlaceHasTheLinesOfTheScript() throws ScriptException {
    Statement second = StatementSplitter.split("SELECT 1;\n\nSELECT\n2").get(1);
    assertThat(second.textInPlace()).isEqualTo("\n\nSELECT\n2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", ";", " ;;\n", "-- nothing", "/* nothing; */"})
  void hasNoStatement(String script) throws ScriptException {
    assertThat(split(script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"SELECT 1;\nSELECT 'a;\nb\", 2, quote",
        "\"SELECT `a\", 1, quote",
        "\"SELECT 1;\n\n/* a\n\", 3, comment"
      })
  void saysWhereWhatHasNoEndBegins(String script, int line, String what) {
    assertThatThrownBy(() -> StatementSplitter.split(script))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining(what)
        .extracting(failure -> ((ScriptException) failure).line())
        .isEqualTo(line);
  }

  @Test
  void theEssenceIsWithoutCommentsAndLayoutButWithHintsAndQuotes() throws ScriptException {
    assertThat(
            StatementSplitter.essence(
                "-- x\nSELECT  /*+ H('a  b') */ 'it''s  -- so' /* no */ ,\n\t`a  b` ;\n-- y"))
        .isEqualTo("SELECT /*+ H('a  b') */ 'it''s  -- so' , `a  b` ;");
  }
}
