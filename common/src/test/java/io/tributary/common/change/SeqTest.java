package io.tributary.common.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.testing.Seed;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeqTest {

  /** A place in a log, compared as the log is. */
  private static final class Place implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.<Place>comparingInt(place -> place.epoch)
            .thenComparingLong(place -> place.file)
            .thenComparingLong(place -> place.position)
            .thenComparingInt(place -> place.row);

    private final int epoch;
    private final long file;
    private final long position;
    private final int row;

    /** Near to others in every part, or anywhere in it. */
    Place(Random random) {
      boolean near = random.nextBoolean();
      epoch = 1 + random.nextInt(near ? 2 : 9_999);
      file = near ? random.nextInt(3) : (long) (random.nextDouble() * 9_999_999_999L);
      position = near ? random.nextInt(3) : (long) (random.nextDouble() * 999_999_999_999L);
      row = random.nextInt(near ? 3 : 99_999_999);
    }

    String seq() {
      return Seq.ofBinlog(epoch, String.format("mysql-bin.%06d", file), position, row);
    }

    String snapshotSeq() {
      return Seq.ofSnapshot(epoch, "mysql-bin." + file, position);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  @Test
  void textOrderIsLogOrder() {
    Random random = Seed.random();
    for (int i = 0; i < 50_000; i++) {
      Place one = new Place(random);
      Place other = new Place(random);
      assertThat(Integer.signum(one.seq().compareTo(other.seq())))
          .as(one.seq() + " against " + other.seq())
          .isEqualTo(Integer.signum(one.compareTo(other)));
    }
  }

  @Test
  void snapshotRowsSortJustBeforeTheEventsAtTheirPosition() {
    Random random = Seed.random();
    for (int i = 0; i < 20_000; i++) {
      Place snapshot = new Place(random);
      Place event = new Place(random);
      boolean before =
          Comparator.<Place>comparingInt(place -> place.epoch)
                  .thenComparingLong(place -> place.file)
                  .thenComparingLong(place -> place.position)
                  .compare(snapshot, event)
              <= 0;
      assertThat(snapshot.snapshotSeq().compareTo(event.seq()) < 0)
          .as(snapshot.snapshotSeq() + " before " + event.seq())
          .isEqualTo(before);
    }
  }

  @Test
  void everySeqHasTheSameWidth() {
    assertThat(Seq.ofBinlog(1, "binlog.000042", 1_337, 0))
        .isEqualTo("0001-0000000042-000000001337-00000001")
        .hasSize(Seq.LENGTH);
    assertThat(Seq.ofSnapshot(1, "binlog.000042", 1_337))
        .isEqualTo("0001-0000000042-000000001337-00000000");
    assertThat(Seq.ofBinlog(9_999, "a.9999999999", 999_999_999_999L, 99_999_998))
        .hasSize(Seq.LENGTH);
  }

  @Test
  void moreFilesThanSixDigitsCountGoOn() {
    // MySQL goes on with seven digits after binlog.999999.
    assertThat(Seq.ofBinlog(1, "binlog.1000000", 4, 0))
        .isGreaterThan(Seq.ofBinlog(1, "binlog.999999", 4, 0));
  }

  @Test
  void theNumberIsWhatStandsBehindTheLastDot() {
    assertThat(Seq.ofBinlog(1, "db.1.example-bin.000007", 4, 0))
        .isEqualTo(Seq.ofBinlog(1, "binlog.000007", 4, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "binlog", "binlog.", "binlog.x1", "binlog.-1", "binlog.1 "})
  void aFileWithoutANumberIsRefusedByName(String file) {
    assertThatThrownBy(() -> Seq.ofBinlog(1, file, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + file + "'");
  }

  @Test
  void whatDoesNotFitIsRefusedAndNotCut() {
    assertThatThrownBy(() -> Seq.ofBinlog(10_000, "binlog.1", 4, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.10000000000", 4, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.1", 1_000_000_000_000L, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.1", 4, 99_999_999))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(-1, "binlog.1", 4, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.1", -4, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.1", 4, -2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofBinlog(1, "binlog.1", 4, -1))
        .as("row -1 would be a snapshot's")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void opsAreDebeziumsLetters() {
    for (Op op : Op.values()) {
      assertThat(Op.of(op.letter())).isEqualTo(op);
    }
    assertThatThrownBy(() -> Op.of("x")).hasMessageContaining("'x'");
  }

  @Test
  void eventsOfAChangeStreamAreOrderedByTimeThenToken() {
    String snapshot = Seq.ofDocumentSnapshot(1, 1_700_000_000L, 2);
    String atOnce = Seq.ofChangeStream(1, 1_700_000_000L, 2, "826553F100000000022B0229");
    String first = Seq.ofChangeStream(1, 1_700_000_000L, 2, "826553F100000000022B022C0100292B");
    String second = Seq.ofChangeStream(1, 1_700_000_000L, 2, "826553F100000000022B022C01002B02");
    String later = Seq.ofChangeStream(1, 1_700_000_000L, 10, "826553F1000000000A2B0229");
    String longest = Seq.ofChangeStream(1, 4_294_967_295L, 4_294_967_295L, "82" + "F".repeat(500));

    assertThat(List.of(longest, later, second, first, atOnce, snapshot))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .doesNotHaveDuplicates()
        .allSatisfy(seq -> assertThat(seq).hasSize(Seq.CHANGE_STREAM_LENGTH));
    assertThat(snapshot).startsWith("0001-1700000000-0000000002-000");
  }

  @Test
  void whatIsNoTokenOrNoTimeIsRefused() {
    assertThatThrownBy(() -> Seq.ofChangeStream(1, 1, 1, "82"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofDocumentSnapshot(1, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seq.ofDocumentSnapshot(1, 10_000_000_000L, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
