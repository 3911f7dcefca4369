SET SESSION time_zone = '+00:00';
CREATE DATABASE types;
CREATE TABLE types.every (
  id INT PRIMARY KEY, tiny TINYINT, tiny_u TINYINT UNSIGNED, flag TINYINT(1), small SMALLINT DEFAULT 7, small_u SMALLINT UNSIGNED,
  medium MEDIUMINT, medium_u MEDIUMINT UNSIGNED, int_u INT UNSIGNED, big BIGINT, big_u BIGINT UNSIGNED,
  dec_12 DECIMAL(12,2), dec_38 DECIMAL(38,8), dec_65 DECIMAL(65,30), dec_plain DECIMAL, single_f FLOAT, double_f DOUBLE, bit_1 BIT(1), bit_10 BIT(10), bit_64 BIT(64),
  day DATE, moment DATETIME, moment_3 DATETIME(3), moment_6 DATETIME(6), instant TIMESTAMP(6) NULL, clock TIME(6), clock_0 TIME, born YEAR,
  fixed_c CHAR(5), vary VARCHAR(50), words TEXT, latin VARCHAR(20) CHARACTER SET latin1, fixed_b BINARY(4), vary_b VARBINARY(10), blobs BLOB,
  kind ENUM('a','b','c'), kinds SET('x','y','z'), doc JSON, place POINT, twice INT GENERATED ALWAYS AS (id * 2) VIRTUAL
);
INSERT INTO types.every (id, tiny, tiny_u, flag, small, small_u, medium, medium_u, int_u, big, big_u, dec_12, dec_38, dec_65, dec_plain, single_f, double_f, bit_1, bit_10, bit_64, day, moment, moment_3, moment_6, instant, clock, clock_0, born, fixed_c, vary, words, latin, fixed_b, vary_b, blobs, kind, kinds, doc, place)
VALUES (1, -128, 255, 1, -32768, 65535, -8388608, 16777215, 4294967295, -9223372036854775808, 18446744073709551615, -1234567890.12, 123456789012345678901234567890.12345678, 12345678901234567890123456789012345.123456789012345678901234567890, 42, 1.5, -2.25e100, b'1', b'1000000001', b'1111111111111111111111111111111111111111111111111111111111111111', '2024-02-29', '2024-02-29 12:34:56', '2024-02-29 12:34:56.789', '1000-01-01 00:00:00.000001', '2024-02-29 12:34:56.123456', '-838:59:58.500000', '25:00:01', 2024, 'abc', 'Grüße 😀', 'long text', 'café', x'01020304', x'00ff', x'deadbeef', 'b', 'x,z', '{"k": [1, 2.50, "z"]}', ST_GeomFromText('POINT(1 2)')),
 (2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'0', b'0', b'0', '1970-01-01', '1970-01-01', '1970-01-01', '1970-01-01', '1970-01-01 00:00:01', '00:00:00', '00:00:00', 1970, '', '', '', '', x'00000000', '', '', 'a', '', 'null', ST_GeomFromText('POINT(0 0)')),
 (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
