package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.Readiness;

/** Down while the data folder cannot be used: what must last could not be kept. */
@Readiness
@ApplicationScoped
public class DataFolderCheck extends ConditionCheck {
  private final DataFolder folder;

  /** For the container's client proxy. */
  protected DataFolderCheck() {
    this.folder = null;
  }

  @Inject
  public DataFolderCheck(DataFolder folder, Clock clock) {
    super("data-folder", clock);
    this.folder = folder;
  }

  @Override
  protected Condition condition() {
    return folder.fault().map(Condition::failed).orElseGet(Condition::primary);
  }
}
