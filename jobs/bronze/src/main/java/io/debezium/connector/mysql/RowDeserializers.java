package io.debezium.connector.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.DeleteRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.UpdateRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.WriteRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.tributary.bronze.mysql.value.LogValues;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * Stands in for Debezium's class of this name, which Debezium makes by name: its own makes null of
 * zero dates, fails for ever at other invalid ones, and bends negative times and the year 0. This
 * one gives dates and times as text (see {@link LogValues}), and characters as their bytes.
 */
public final class RowDeserializers {

  private RowDeserializers() {}

  /** The rows of inserts. */
  public static final class WriteRowsDeserializer extends WriteRowsEventDataDeserializer {

    public WriteRowsDeserializer(Map<Long, TableMapEventData> tables) {
      super(tables);
    }

    @Override
    protected Serializable deserializeString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeVarString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
      return LogValues.date(in);
    }

    @Override
    protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldDatetime(in);
    }

    @Override
    protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.datetime(digits, in);
    }

    @Override
    protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTime(in);
    }

    @Override
    protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.time(digits, in);
    }

    @Override
    protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTimestamp(in);
    }

    @Override
    protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.timestamp(digits, in);
    }

    @Override
    protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
      return LogValues.year(in);
    }
  }

  /** The rows of updates: before and after. */
  public static final class UpdateRowsDeserializer extends UpdateRowsEventDataDeserializer {

    public UpdateRowsDeserializer(Map<Long, TableMapEventData> tables) {
      super(tables);
    }

    @Override
    protected Serializable deserializeString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeVarString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
      return LogValues.date(in);
    }

    @Override
    protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldDatetime(in);
    }

    @Override
    protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.datetime(digits, in);
    }

    @Override
    protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTime(in);
    }

    @Override
    protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.time(digits, in);
    }

    @Override
    protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTimestamp(in);
    }

    @Override
    protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.timestamp(digits, in);
    }

    @Override
    protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
      return LogValues.year(in);
    }
  }

  /** The rows of deletes. */
  public static final class DeleteRowsDeserializer extends DeleteRowsEventDataDeserializer {

    public DeleteRowsDeserializer(Map<Long, TableMapEventData> tables) {
      super(tables);
    }

    @Override
    protected Serializable deserializeString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeVarString(int length, ByteArrayInputStream in)
        throws IOException {
      return LogValues.characters(length, in);
    }

    @Override
    protected Serializable deserializeDate(ByteArrayInputStream in) throws IOException {
      return LogValues.date(in);
    }

    @Override
    protected Serializable deserializeDatetime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldDatetime(in);
    }

    @Override
    protected Serializable deserializeDatetimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.datetime(digits, in);
    }

    @Override
    protected Serializable deserializeTime(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTime(in);
    }

    @Override
    protected Serializable deserializeTimeV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.time(digits, in);
    }

    @Override
    protected Serializable deserializeTimestamp(ByteArrayInputStream in) throws IOException {
      return LogValues.oldTimestamp(in);
    }

    @Override
    protected Serializable deserializeTimestampV2(int digits, ByteArrayInputStream in)
        throws IOException {
      return LogValues.timestamp(digits, in);
    }

    @Override
    protected Serializable deserializeYear(ByteArrayInputStream in) throws IOException {
      return LogValues.year(in);
    }
  }
}
