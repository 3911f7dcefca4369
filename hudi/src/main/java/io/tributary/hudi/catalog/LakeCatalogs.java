package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Catalog;

/** The lake's two catalogs of Hudi tables, the same for jobs and for queries. */
public final class LakeCatalogs {

  /** Catalog of the silver tables. */
  public static final String SILVER = "silver";

  /** Catalog of the results; {@code CREATE TABLE} in it makes one. */
  public static final String CONSUMER = "consumer";

  /** Database of a result whose name has none. */
  public static final String DEFAULT_DATABASE = "default";

  private final HudiCatalog silver;
  private final HudiCatalog consumer;

  /**
   * @param silver the silver tables
   * @param consumerPath address below which results lie, as {@code <database>/<table>}
   * @param access how tables are read and written
   */
  public LakeCatalogs(List<HudiTable> silver, String consumerPath, LakeAccess access) {
    this.silver = HudiCatalog.readOnly(SILVER, silver, access);
    this.consumer = HudiCatalog.below(CONSUMER, consumerPath, access);
  }

  /**
   * A catalog of tables that exist, for queries.
   *
   * @param name the catalog's name, such as {@link #SILVER}
   */
  public static Catalog readOnly(String name, List<HudiTable> tables, LakeAccess access) {
    return HudiCatalog.readOnly(name, tables, access);
  }

  /**
   * Makes both known to an environment, which must be a streaming or batch one as the access is,
   * and {@code consumer} its current catalog. Environments that share the catalogs share their
   * tables.
   */
  public void register(TableEnvironment environment) {
    environment.registerCatalog(SILVER, silver);
    environment.registerCatalog(CONSUMER, consumer);
    environment.useCatalog(CONSUMER);
  }

  /** The results created so far, in the order in which they were. */
  public List<HudiTable> results() {
    return consumer.hudiTables();
  }
}
