package dev.twinloop.spark;

import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Iterator;

/** Counts what all executors did, on the driver, from what their partitions report. */
final class ApplicationCounts extends SparkListener {
  private final Counts counts;

  ApplicationCounts(Counts counts) {
    this.counts = counts;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    Iterator<AccumulableInfo> updates = end.taskInfo().accumulables().iterator();
    while (updates.hasNext()) {
      AccumulableInfo update = updates.next();
      if (update.update().isDefined() && update.update().get() instanceof TaskTotals.Totals more) {
        counts.add(more);
      }
    }
  }
}
