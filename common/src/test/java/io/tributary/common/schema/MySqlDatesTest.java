package io.tributary.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlDatesTest {

  @Test
  void whatNoCalendarHasIsNone() {
    for (String date :
        new String[] {
          "0000-00-00", "0000-01-01", "2024-00-10", "2024-02-00", "2024-02-31", "2023-02-29"
        }) {
      assertThat(MySqlDates.date(date)).as(date).isNull();
      assertThat(MySqlDates.dateTime(date + " 00:00:00.000")).as(date).isNull();
    }
  }

  @Test
  void otherDatesAreThemselves() {
    assertThat(MySqlDates.date("0001-01-01")).hasToString("0001-01-01");
    assertThat(MySqlDates.date("9999-12-31")).hasToString("9999-12-31");
    assertThat(MySqlDates.dateTime("9999-12-31 23:59:59.999999"))
        .hasToString("9999-12-31T23:59:59.999999");
  }
}
