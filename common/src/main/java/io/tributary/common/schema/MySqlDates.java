package io.tributary.common.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Dates as MySQL prints them. MySQL stores some that no calendar has: {@code 0000-00-00}, {@code
 * 2024-00-10}, {@code 2024-02-31}; and the year 0, which readers of silver do not have (MySQL 8.0
 * Reference Manual, 11.2.1).
 */
public final class MySqlDates {

  private MySqlDates() {}

  /**
   * @param text of a {@code DATE}: {@code 2024-02-29}
   * @return null if the lake has no such date
   */
  public static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() == 0 ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * @param text of a {@code DATETIME} or {@code TIMESTAMP}: {@code 2024-02-29 12:34:56.789}
   * @return null if the lake has no such date
   */
  public static LocalDateTime dateTime(String text) {
    try {
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      return time.getYear() == 0 ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
