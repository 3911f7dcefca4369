package io.tributary.demo.crm;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import io.tributary.demo.crm.CrmStep.Mode;
import io.tributary.demo.crm.CrmStep.Writes;
import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.ChangeKind;
import io.tributary.demo.workload.CommitListener;
import io.tributary.demo.workload.Pace;
import io.tributary.demo.workload.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** Does to the CRM's collections what a plan says, and counts what was committed. */
public final class CrmTraffic implements Traffic {

  private final CrmDatabase crm;
  private final CrmPlan plan;
  private final ChangeCounts counts;
  private final CommitListener listener;

  /**
   * @param counts of the collections so far; kept up to date from now on
   */
  public CrmTraffic(CrmDatabase crm, CrmPlan plan, ChangeCounts counts, CommitListener listener) {
    this.crm = crm;
    this.plan = plan;
    this.counts = counts;
    this.listener = listener;
  }

  @Override
  public void runUntil(BooleanSupplier stop) {
    Pace pace = new Pace();
    for (CrmStep step = plan.next(); pace.await(step.dueMillis(), stop); step = plan.next()) {
      execute(step);
    }
  }

  /** Runs so many steps of the plan as fast as the server takes them. */
  public void run(int steps) {
    for (int i = 0; i < steps; i++) {
      execute(plan.next());
    }
  }

  @Override
  public void runLastStep() {
    execute(new CrmStep(0, Mode.ONE_BY_ONE, CrmScenarios.lastChanges()));
  }

  private void execute(CrmStep step) {
    long started = System.currentTimeMillis();
    List<Effect> effects =
        step.mode() == Mode.ONE_BY_ONE ? write(step.writes(), null) : transaction(step);
    long committed = System.currentTimeMillis();
    for (Effect effect : effects) {
      if (effect.addTo(counts) > 0) {
        listener.committed(effect.collection().qualifiedName(), started, committed);
      }
    }
  }

  private List<Effect> transaction(CrmStep step) {
    boolean rolledBack = step.mode() == Mode.ROLLED_BACK;
    if (!crm.hasTransactions()) {
      return rolledBack ? List.of() : write(step.writes(), null);
    }
    try (ClientSession session = crm.client().startSession()) {
      session.startTransaction();
      List<Effect> effects = write(step.writes(), session);
      if (rolledBack) {
        session.abortTransaction();
        return List.of();
      }
      session.commitTransaction();
      return effects;
    }
  }

  /**
   * @param session null for none
   */
  private List<Effect> write(List<Writes> writes, ClientSession session) {
    List<Effect> effects = new ArrayList<>();
    for (Writes each : writes) {
      MongoCollection<Document> collection = crm.collection(each.collection());
      effects.add(
          new Effect(
              each.collection(),
              session == null
                  ? collection.bulkWrite(each.models())
                  : collection.bulkWrite(session, each.models())));
    }
    return effects;
  }

  /** What writes have changed, once they are committed. */
  private record Effect(CrmCollection collection, BulkWriteResult result) {

    /** How many documents there are that changed. */
    int addTo(ChangeCounts counts) {
      int inserted = result.getInsertedCount() + result.getUpserts().size();
      String name = collection.qualifiedName();
      counts.committed(name, ChangeKind.INSERT, inserted);
      counts.committed(name, ChangeKind.UPDATE, result.getModifiedCount());
      counts.committed(name, ChangeKind.DELETE, result.getDeletedCount());
      return inserted + result.getModifiedCount() + result.getDeletedCount();
    }
  }

  @Override
  public void close() {
    // Nothing is ever left open.
  }
}
