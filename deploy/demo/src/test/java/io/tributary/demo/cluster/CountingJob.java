package io.tributary.demo.cluster;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job for tests: counts numbers for ever, in state and in metrics of the table {@code db.t}. */
public final class CountingJob {

  private CountingJob() {}

  /** Takes {@code fail}, to fail at once, and {@code poison N}, to fail at a number. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("fail")) {
      throw new IllegalStateException("outer", new IllegalArgumentException("no such table: db.x"));
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    long poison = args[0].equals("poison") ? Long.parseLong(args[1]) : -1;
    GeneratorFunction<Long, Long> numbers = n -> n;
    env.fromSource(
            new DataGeneratorSource<>(
                numbers, Long.MAX_VALUE, RateLimiterStrategy.perSecond(2000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(n -> n % 8)
        .map(new Count(poison))
        .uid("count")
        .sinkTo(new DiscardingSink<>());
    env.execute("counting");
  }

  private static final class Count extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final long poison;
    private transient ValueState<Long> state;
    private transient Counter inserts;
    private transient long largest;

    Count(long poison) {
      this.poison = poison;
    }

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
      var group =
          getRuntimeContext()
              .getMetricGroup()
              .addGroup("kinesisanalytics")
              .addGroup("table", "db.t");
      inserts = group.counter("inserts");
      group.gauge("largest", () -> largest);
    }

    @Override
    public Long map(Long number) throws Exception {
      if (number == poison) {
        throw new IllegalArgumentException("cannot digest " + number);
      }
      state.update(state.value() == null ? 1 : state.value() + 1);
      inserts.inc();
      largest = Math.max(largest, state.value());
      return number;
    }
  }
}
