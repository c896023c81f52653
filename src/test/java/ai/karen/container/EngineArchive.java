package ai.karen.container;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that was built, ready to take a test's classes. */
final class EngineArchive {
  private EngineArchive() {}

  static WebArchive with(Class<?>... classes) {
    File war = new File(System.getProperty("karen.war"));
    return ShrinkWrap.createFromZipFile(WebArchive.class, war).addClasses(classes);
  }
}
