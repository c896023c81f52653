package ai.karen.status.control;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;

/** Health checks by their qualifiers, as the container would find them. */
public final class TestingChecks implements Instance<HealthCheck> {
  private final List<Qualified> all;

  public TestingChecks() {
    this(new ArrayList<>());
  }

  private TestingChecks(List<Qualified> all) {
    this.all = all;
  }

  public TestingChecks add(HealthCheck check, Annotation... kinds) {
    all.add(new Qualified(check, List.of(kinds)));
    return this;
  }

  @Override
  public Instance<HealthCheck> select(Annotation... qualifiers) {
    List<Annotation> wanted = List.of(qualifiers);
    return new TestingChecks(
        all.stream().filter(each -> each.kinds().containsAll(wanted)).toList());
  }

  @Override
  public <U extends HealthCheck> Instance<U> select(Class<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends HealthCheck> Instance<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isUnsatisfied() {
    return all.isEmpty();
  }

  @Override
  public boolean isAmbiguous() {
    return all.size() > 1;
  }

  @Override
  public void destroy(HealthCheck instance) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Handle<HealthCheck> getHandle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<? extends Handle<HealthCheck>> handles() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HealthCheck get() {
    return all.get(0).check();
  }

  @Override
  public Iterator<HealthCheck> iterator() {
    return all.stream().map(Qualified::check).iterator();
  }

  private record Qualified(HealthCheck check, List<Annotation> kinds) {}
}
