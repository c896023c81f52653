package ai.karen.status.adapter.metrics;

import ai.karen.status.control.MetricsPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;

/** All registries of the server on one page: the application's, the platform's, the vendor's. */
@ApplicationScoped
public class RegistriesPage implements MetricsPage {
  private final List<MetricRegistry> registries;

  /** For the container's client proxy. */
  protected RegistriesPage() {
    this.registries = null;
  }

  @Inject
  public RegistriesPage(
      MetricRegistry application,
      @RegistryScope(scope = MetricRegistry.BASE_SCOPE) MetricRegistry base,
      @RegistryScope(scope = MetricRegistry.VENDOR_SCOPE) MetricRegistry vendor) {
    this.registries = List.of(application, base, vendor);
  }

  @Override
  public String text() {
    Families families = new Families();
    registries.forEach(families::add);
    return PrometheusWriter.write(families.all());
  }
}
