package io.tributary.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of the MySQL 8.0 Reference Manual, chapter 11, in the order of its sections. */
class MySqlTypesTest {

  /**
   * A type as information_schema writes it; the same as Debezium describes it, by name, length and
   * scale; what it is in bronze.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // 11.1 Numeric data types
        "tinyint                       | TINYINT                     | -1 | -1 | INT",
        "tinyint(1)                    | TINYINT                     |  1 | -1 | INT",
        "tinyint unsigned              | TINYINT UNSIGNED            | -1 | -1 | INT",
        "tinyint(3) unsigned zerofill  | TINYINT UNSIGNED ZEROFILL   |  3 | -1 | INT",
        "smallint                      | SMALLINT                    | -1 | -1 | INT",
        "smallint unsigned             | SMALLINT UNSIGNED           | -1 | -1 | INT",
        "mediumint                     | MEDIUMINT                   | -1 | -1 | INT",
        "mediumint unsigned            | MEDIUMINT UNSIGNED          | -1 | -1 | INT",
        "int                           | INT                         | -1 | -1 | INT",
        "int(11)                       | INT                         | 11 | -1 | INT",
        "int unsigned                  | INT UNSIGNED                | -1 | -1 | BIGINT",
        "int(10) unsigned zerofill     | INT UNSIGNED ZEROFILL       | 10 | -1 | BIGINT",
        "bigint                        | BIGINT                      | -1 | -1 | BIGINT",
        "bigint(20) unsigned           | BIGINT UNSIGNED             | 20 | -1 | DECIMAL(20, 0)",
        "decimal(10,0)                 | DECIMAL                     | 10 |  0 | DECIMAL(10, 0)",
        "decimal(12,2)                 | DECIMAL                     | 12 |  2 | DECIMAL(12, 2)",
        "decimal(12,2) unsigned        | DECIMAL UNSIGNED            | 12 |  2 | DECIMAL(12, 2)",
        "decimal(8,3) unsigned zerofill| DECIMAL UNSIGNED ZEROFILL   |  8 |  3 | DECIMAL(8, 3)",
        "decimal(38,30)                | DECIMAL                     | 38 | 30 | DECIMAL(38, 30)",
        "decimal(39,0)                 | DECIMAL                     | 39 |  0 | STRING",
        "decimal(65,30)                | DECIMAL                     | 65 | 30 | STRING",
        "float                         | FLOAT                       | -1 | -1 | FLOAT",
        "float(7,4)                    | FLOAT                       |  7 |  4 | FLOAT",
        "float(30,4)                   | FLOAT                       | 30 |  4 | FLOAT",
        "float unsigned                | FLOAT UNSIGNED              | -1 | -1 | FLOAT",
        "double                        | DOUBLE                      | -1 | -1 | DOUBLE",
        "double(10,2)                  | DOUBLE                      | 10 |  2 | DOUBLE",
        "double unsigned               | DOUBLE UNSIGNED             | -1 | -1 | DOUBLE",
        "bit(1)                        | BIT                         |  1 | -1 | BOOLEAN",
        "bit(2)                        | BIT                         |  2 | -1 | BIGINT",
        "bit(63)                       | BIT                         | 63 | -1 | BIGINT",
        "bit(64)                       | BIT                         | 64 | -1 | DECIMAL(20, 0)",
        // 11.2 Date and time data types
        "date                          | DATE                        | -1 | -1 | DATE",
        "datetime                      | DATETIME                    | -1 | -1 | TIMESTAMP(3)",
        "datetime(3)                   | DATETIME                    |  3 | -1 | TIMESTAMP(3)",
        "datetime(4)                   | DATETIME                    |  4 | -1 | TIMESTAMP(6)",
        "datetime(6)                   | DATETIME                    |  6 | -1 | TIMESTAMP(6)",
        "timestamp                     | TIMESTAMP                   | -1 | -1 | TIMESTAMP_LTZ(6)",
        "timestamp(6)                  | TIMESTAMP                   |  6 | -1 | TIMESTAMP_LTZ(6)",
        "time                          | TIME                        | -1 | -1 | STRING",
        "time(6)                       | TIME                        |  6 | -1 | STRING",
        "year                          | YEAR                        | -1 | -1 | INT",
        "year(4)                       | YEAR                        |  4 | -1 | INT",
        // 11.3 String data types
        "char(5)                       | CHAR                        |  5 | -1 | STRING",
        "char(0)                       | CHAR                        |  0 | -1 | STRING",
        "varchar(255)                  | VARCHAR                     |255 | -1 | STRING",
        "binary(16)                    | BINARY                      | 16 | -1 | BYTES",
        "varbinary(100)                | VARBINARY                   |100 | -1 | BYTES",
        "tinyblob                      | TINYBLOB                    | -1 | -1 | BYTES",
        "blob                          | BLOB                        | -1 | -1 | BYTES",
        "mediumblob                    | MEDIUMBLOB                  | -1 | -1 | BYTES",
        "longblob                      | LONGBLOB                    | -1 | -1 | BYTES",
        "tinytext                      | TINYTEXT                    | -1 | -1 | STRING",
        "text                          | TEXT                        | -1 | -1 | STRING",
        "mediumtext                    | MEDIUMTEXT                  | -1 | -1 | STRING",
        "longtext                      | LONGTEXT                    | -1 | -1 | STRING",
        "enum('a','b (2)')             | ENUM                        |  1 | -1 | STRING",
        "set('x','unsigned, y')        | SET                         |  3 | -1 | STRING",
        // 11.4 Spatial data types
        "geometry                      | GEOMETRY                    | -1 | -1 | BYTES",
        "point                         | POINT                       | -1 | -1 | BYTES",
        "linestring                    | LINESTRING                  | -1 | -1 | BYTES",
        "polygon                       | POLYGON                     | -1 | -1 | BYTES",
        "multipoint                    | MULTIPOINT                  | -1 | -1 | BYTES",
        "multilinestring               | MULTILINESTRING             | -1 | -1 | BYTES",
        "multipolygon                  | MULTIPOLYGON                | -1 | -1 | BYTES",
        "geomcollection                | GEOMCOLLECTION              | -1 | -1 | BYTES",
        "geometrycollection            | GEOMETRYCOLLECTION          | -1 | -1 | BYTES",
        // 11.5 The JSON data type
        "json                          | JSON                        | -1 | -1 | STRING",
      })
  void theServerAndDebeziumMeanTheSame(
      String columnType, String name, int length, int scale, String bronze) {
    assertThat(MySqlTypes.ofColumnType(columnType).asSummaryString()).isEqualTo(bronze);
    assertThat(MySqlTypes.of(name, length, scale).asSummaryString()).isEqualTo(bronze);
  }

  /** 11.9 Using data types from other database engines, and synonyms: only DDL has them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "BOOL                               | -1 | -1 | INT",
        "BOOLEAN                            | -1 | -1 | INT",
        "INT1                               | -1 | -1 | INT",
        "INT2 UNSIGNED                      | -1 | -1 | INT",
        "INT3                               | -1 | -1 | INT",
        "MIDDLEINT                          | -1 | -1 | INT",
        "INT4 UNSIGNED                      | -1 | -1 | BIGINT",
        "INTEGER                            | -1 | -1 | INT",
        "INTEGER SIGNED                     | -1 | -1 | INT",
        "INT8                               | -1 | -1 | BIGINT",
        "SERIAL                             | -1 | -1 | DECIMAL(20, 0)",
        "int zerofill                       | -1 | -1 | BIGINT",
        "DEC                                |  5 |  1 | DECIMAL(5, 1)",
        "FIXED                              |  5 | -1 | DECIMAL(5, 0)",
        "NUMERIC                            | -1 | -1 | DECIMAL(10, 0)",
        "FLOAT4                             | -1 | -1 | FLOAT",
        "FLOAT8                             | -1 | -1 | DOUBLE",
        "FLOAT                              | 24 | -1 | FLOAT",
        "FLOAT                              | 25 | -1 | DOUBLE",
        "REAL                               | -1 | -1 | DOUBLE",
        "DOUBLE PRECISION                   | -1 | -1 | DOUBLE",
        "BIT                                | -1 | -1 | BOOLEAN",
        "CHARACTER                          |  5 | -1 | STRING",
        "CHARACTER VARYING                  |  5 | -1 | STRING",
        "NATIONAL CHAR                      |  5 | -1 | STRING",
        "NATIONAL VARCHAR                   |  5 | -1 | STRING",
        "NCHAR                              |  5 | -1 | STRING",
        "NVARCHAR                           |  5 | -1 | STRING",
        "LONG                               | -1 | -1 | STRING",
        "LONG VARCHAR                       | -1 | -1 | STRING",
        "LONG VARBINARY                     | -1 | -1 | BYTES",
        "CHAR BYTE                          |  5 | -1 | BYTES",
        "VARCHAR CHARACTER SET latin1       |  5 | -1 | STRING",
        "VARCHAR CHARSET latin1 COLLATE x   |  5 | -1 | STRING",
        "CHAR BINARY                        |  5 | -1 | STRING",
        "TEXT COLLATE utf8mb4_bin           | -1 | -1 | STRING",
        "varchar(20)                        | 20 | -1 | STRING",
      })
  void synonymsAreWhatTheyStandFor(String name, int length, int scale, String bronze) {
    assertThat(MySqlTypes.of(name, length, scale).asSummaryString()).isEqualTo(bronze);
  }

  @Test
  void everyColumnMayBeNull() {
    assertThat(MySqlTypes.ofColumnType("int").isNullable()).isTrue();
    assertThat(
            new Column("a", "int", MySqlTypes.ofColumnType("int").copy(false)).type().isNullable())
        .isTrue();
  }

  @Test
  void caseAndSpaceMakeNoDifference() {
    assertThat(MySqlTypes.ofColumnType(" DECIMAL(12,2)  UNSIGNED "))
        .isEqualTo(MySqlTypes.ofColumnType("decimal(12,2) unsigned"));
    assertThat(MySqlTypes.of("Bigint  Unsigned", -1, -1))
        .isEqualTo(MySqlTypes.ofColumnType("bigint unsigned"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vector(3)", "uuid", "inet6", "interval", "int[]"})
  void whatMySqlDoesNotHaveIsRefusedByName(String type) {
    assertThatThrownBy(() -> MySqlTypes.ofColumnType(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MySQL 8.0");
    assertThatThrownBy(() -> MySqlTypes.of(type, -1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + type + "'");
  }
}
