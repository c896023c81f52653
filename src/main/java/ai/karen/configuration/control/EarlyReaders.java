package ai.karen.configuration.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes whoever reads settings when the engine starts: one that can't be used must be named then,
 * and not with the first request that needs it. Stateless.
 */
@ApplicationScoped
public class EarlyReaders {
  private static final Logger LOG = System.getLogger(EarlyReaders.class.getName());

  void make(@Observes Startup event, BeanManager beans) {
    beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .filter(EarlyReaders::readsSettings)
        .forEach(bean -> make(bean, beans));
  }

  private static boolean readsSettings(Bean<?> bean) {
    return bean.getScope() == ApplicationScoped.class
        && bean.getInjectionPoints().stream().anyMatch(point -> point.getType() == Settings.class);
  }

  /** The proxy that is injected elsewhere would make it at its first use only. */
  private static <T> void make(Contextual<T> bean, BeanManager beans) {
    try {
      beans.getContext(ApplicationScoped.class).get(bean, beans.createCreationalContext(bean));
    } catch (RuntimeException defect) {
      // It fails again for whoever needs it; the others start.
      LOG.log(Level.ERROR, "A part of the engine can't be made", defect);
    }
  }
}
