package io.tributary.cli.bronze;

import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.StorageAddress;
import java.io.Serializable;

/**
 * A table's changes in bronze.
 *
 * @param source the source's part of bronze
 * @param schema the table as it was last recorded: older files' missing columns are null, and
 *     columns that the source has dropped since are not shown
 */
public record BronzeTable(StorageAddress source, TableSchema schema) implements Serializable {}
